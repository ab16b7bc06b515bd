"""The step under review of an item, held fast while somebody decides."""

from typing import Any

from wagtail.models import Revision, TaskState, WorkflowMixin

from publishing.models import Publication


class NotUnderReviewError(Exception):
    """Somebody else has decided, or it was withdrawn."""


class NewerVersionError(Exception):
    """A newer version was handed in than the one that was looked at."""


def mark_of(revision: Revision) -> str:
    """Tells one state of a version from every other: saving automatically writes over a version."""
    return f"{revision.pk}-{revision.created_at.isoformat()}"


def locked_step(item: Publication, version: str | None) -> TaskState:
    """The open step of `item`; to be called in a transaction.

    `version` is the mark of the version that was looked at (`mark_of`); None when nobody looked at
    one. Raises NotUnderReviewError when there is no open step, NewerVersionError when it is about
    another version by now.
    """
    row = type(item)._default_manager.select_for_update().only("pk").get(pk=item.pk)
    step = row.current_workflow_task_state
    if step is None or step.status != TaskState.STATUS_IN_PROGRESS:
        raise NotUnderReviewError
    if version is not None and mark_of(step.revision) != version:
        raise NewerVersionError
    return step


def move_to(item: Publication, revision: Revision) -> bool:
    """Let the open step of `item` be about `revision`; whether there was one."""
    step = item.current_workflow_task_state
    if step is None:
        return False
    step.revision = revision
    step.save(update_fields=["revision"])
    return True


def read_review_once(item: Any) -> None:
    """Let all that asks `item` about its review get the answer of this moment.

    Building a screen asks many times, and a colleague may decide in between. It is the attribute
    that Wagtail's own lists fill beforehand, see `PageQuerySet.prefetch_workflow_states`.
    """
    if isinstance(item, WorkflowMixin):
        states = item.workflow_states.active()
        item._current_workflow_states = list(states.select_related("current_task_state__task"))
