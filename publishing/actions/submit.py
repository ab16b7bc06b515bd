"""Submit: hand in the latest version of an item for review, or publish it when one is trusted."""

from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Revision, Workflow, WorkflowState, WorkflowTask

from publishing.actions.confirm import mark_version
from publishing.confirmation.bylines import byline_of
from publishing.merging.successors import absorbed_by
from publishing.models import Publication, RegionReviewTask, Submission
from publishing.permissions import Verb, may, may_lead_region
from publishing.reviewing import move_to
from publishing.signals import submitted

#: Shown in the admin, which is Dutch.
REVIEW_NAME = "Beoordeling door de regio"


class Outcome(StrEnum):
    """What became of what was handed in."""

    IN_REVIEW = "in_review"
    LIVE = "live"


@transaction.atomic
def submit(item: Publication, *, user: Any, remark: str = "") -> Outcome:
    """Hand in the latest version of `item`; handing in twice at once makes one review.

    What is live already, just like that, is not handed in again.

    Whoever may publish it, as members of a trusted organisation may, sees it live at once, and its
    managers find it among what they look at afterwards. What was sent back goes to the same review
    again, and a newer version takes the place of one that waits. `remark` is for the reviewer.
    Raises PermissionDenied when `user` may not, and ValidationError when that version is not fit
    to be public or the item was merged into another one.
    """
    if not may(user, Verb.SUBMIT, item):
        raise PermissionDenied
    row = type(item)._default_manager.select_for_update().get(pk=item.pk)
    if standing := absorbed_by(row):
        raise ValidationError(
            _("This was put together with “%(title)s”, which is where you can change it.")
            % {"title": standing.kept_title}
        )
    revision = row.latest_revision or row.save_revision(user=user)
    if row.live and row.live_revision_id == revision.pk and row.current_workflow_state is None:
        # The second of two clicks, after a decision that was faster: there is nothing to hand in.
        return Outcome.LIVE
    revision.as_object().full_clean()
    if may(user, Verb.CONFIRM, row):
        # Whoever hands something in says that it is right today.
        mark_version(revision, byline_of(user, row), timezone.localdate())
    if may(user, Verb.PUBLISH, row):
        revision.publish(user=user, skip_permission_checks=True)
        submission = _written_down(row, revision, user, remark, **_live_and_seen(row, user))
        outcome = Outcome.LIVE
    else:
        state = _review_of(row, revision, user)
        submission = _written_down(row, revision, user, remark, task_state=state.current_task_state)
        outcome = Outcome.IN_REVIEW
    item.refresh_from_db()
    submitted.send(sender=type(row), item=item, submission=submission, outcome=outcome)
    return outcome


def review_workflow(item: Publication) -> Workflow:
    """The review for `item`: that of its kind, else the one by the region."""
    workflow = item.get_workflow()
    if workflow is not None:
        return workflow
    existing = Workflow.objects.active().filter(
        workflow_tasks__task__in=RegionReviewTask.objects.filter(active=True)
    )
    return existing.first() or _new_workflow()


def _new_workflow() -> Workflow:
    task = RegionReviewTask.objects.create(name=REVIEW_NAME)
    workflow = Workflow.objects.create(name=REVIEW_NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _review_of(row: Publication, revision: Revision, user: Any) -> WorkflowState:
    """The review under way for this version; begun, taken up again or moved on to it."""
    state = row.current_workflow_state
    if state is None:
        return review_workflow(row).start(row, user)
    if state.requested_by_id != user.pk:
        state.requested_by = user
        state.save()
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=user)
    elif state.current_task_state.revision_id != revision.pk:
        move_to(row, revision)
    return state


def _live_and_seen(row: Publication, user: Any) -> dict[str, Any]:
    """What one of its own managers publishes need not be looked at afterwards."""
    now = timezone.now()
    if may_lead_region(user, row.region_id):
        return {"live_at": now, "seen_at": now, "seen_by": user}
    return {"live_at": now}


def _written_down(
    row: Publication, revision: Revision, user: Any, remark: str, **fields: Any
) -> Submission:
    values = {
        "kind": row.kind,
        "item_pk": row.pk,
        "revision": revision,
        "submitted_by": user,
        "submitted_at": timezone.now(),
        "language": (translation.get_language() or "")[:2],
        "remark": remark.strip(),
    }
    if "task_state" not in fields:
        return Submission.objects.create(**values, **fields)
    submission, _is_new = Submission.objects.update_or_create(**fields, defaults=values)
    return submission
