"""Submit from a source: what a partner's feed tells waits for review, or is looked at afterwards.

No person acts, so nobody gets an answer, and reviewers hear of a run of the feed as a whole: whoever
calls this tells them. What may go live follows from `permissions.may_source_publish`.
"""

from datetime import datetime

from wagtail.models import Revision, Task, TaskState, Workflow, WorkflowState

from publishing.models import Publication, Submission
from publishing.reviewing import move_to


def await_review(
    item: Publication, revision: Revision, *, workflow: Workflow, remark: str = ""
) -> None:
    """Let `revision` wait for the reviewers of `item`; a newer one takes the place of one that waits.

    `workflow` is that of the item (`submit.review_workflow`), asked for once for many items.
    """
    state = item.current_workflow_state
    if state is None:
        begin_review(item, revision, workflow=workflow, remark=remark)
        return
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume()
        item.refresh_from_db(fields=["latest_revision"])
    move_to(item, revision)
    Submission.objects.update_or_create(
        task_state=WorkflowState.objects.get(pk=state.pk).current_task_state,
        defaults={
            "kind": item.kind,
            "item_pk": item.pk,
            "revision": revision,
            "submitted_by": None,
            "remark": remark,
        },
    )


def begin_review(
    item: Publication, revision: Revision, *, workflow: Workflow, remark: str = ""
) -> None:
    """The first review of something new: as `Workflow.start`, without a mail for each of many."""
    state = WorkflowState.objects.create(
        content_type=item.get_content_type(),
        base_content_type=item.get_base_content_type(),
        object_id=str(item.pk),
        workflow=workflow,
    )
    step = TaskState.objects.create(
        workflow_state=state, revision=revision, task=_first_task(workflow)
    )
    # Not through save(): that checks whether another one is open, and the caller just looked.
    WorkflowState.objects.filter(pk=state.pk).update(current_task_state=step)
    Submission.objects.create(
        kind=item.kind, item_pk=item.pk, revision=revision, task_state=step, remark=remark
    )


def note_live(item: Publication, revision: Revision, *, at: datetime) -> None:
    """Write down that something new went live at once, for managers to look at afterwards."""
    Submission.objects.create(kind=item.kind, item_pk=item.pk, revision=revision, live_at=at)


def _first_task(workflow: Workflow) -> Task:
    found = getattr(workflow, "_vlechtwerk_first_task", None)
    if found is None:
        found = workflow.tasks.first()
        workflow._vlechtwerk_first_task = found
    return found
