"""Keep: the changes to an item, as a draft; what readers see stays as it is."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision, TaskState, WorkflowState

from organisations.contributing.drafts import let_region_follow, was_never_live
from organisations.contributing.pictures import stored
from publishing.permissions import Verb, may
from publishing.reviewing import mark_of

#: Within this time the changes of one person are one version in the history.
SITTING = timedelta(minutes=30)


class ChangedMeanwhileError(Exception):
    """Somebody kept another version since this one was read."""


class WaitingForReviewError(Exception):
    """Somebody is looking at it, so it has to stay as it is."""


def version_of(row: Any) -> str:
    """Tells two versions of an item apart: another one is kept when this differs."""
    revision = row.latest_revision
    if revision is None:
        return f"row-{row.updated_at.isoformat()}"
    return mark_of(revision)


def is_waiting(row: Any) -> bool:
    """Whether it was submitted and nobody has decided yet."""
    state = row.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS


def has_to_stay(row: Any, *, waiting: bool | None = None) -> bool:
    """Whether it cannot be changed here now: it waits for review, or a curator locked it.

    `waiting` saves a query to whoever has asked for many at once whether they wait.
    """
    return row.locked or (is_waiting(row) if waiting is None else waiting)


@transaction.atomic
def keep(
    *, item: Any, user: Any, seen: str, changed: bool = True, picture: ContentFile | None = None
) -> Any:
    """Keep `item`, made from the version `seen`, as the newest version; gives the stored row.

    `changed` is whether it differs from the newest version. `picture` becomes its image. A draft
    that was never live is stored in the row as well, so that lists show its title. Raises
    PermissionDenied, ChangedMeanwhileError or WaitingForReviewError; then nothing is kept.
    """
    rows = type(item)._default_manager.select_for_update(of=("self",))
    row = rows.select_related("latest_revision").get(pk=item.pk)
    if not may(user, Verb.CHANGE, row):
        raise PermissionDenied
    if has_to_stay(row):
        raise WaitingForReviewError
    if not changed:
        # Nothing differs from the newest version, so nothing of it would be lost: a button that
        # was pressed twice is no conflict.
        return row
    if seen != version_of(row):
        raise ChangedMeanwhileError
    if picture is not None:
        item.image = stored(picture, title=item.title, user=user)
    if was_never_live(row):
        let_region_follow(item)
        item.save()
    item.save_revision(
        user=user, clean=False, log_action=True, overwrite_revision=_of_this_sitting(row, user)
    )
    return type(item)._default_manager.select_related("latest_revision").get(pk=item.pk)


def _of_this_sitting(row: Any, user: Any) -> Revision | None:
    """The newest version, if this person made it just now and nobody was shown it."""
    revision = row.latest_revision
    if revision is None or revision.user_id != user.pk or revision.pk == row.live_revision_id:
        return None
    if timezone.now() - revision.created_at > SITTING or revision.approved_go_live_at:
        return None
    was_submitted = TaskState.objects.filter(revision=revision).exists()
    return None if was_submitted else revision
