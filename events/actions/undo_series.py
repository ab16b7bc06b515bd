"""Take back that a series was ended, split or moved."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import ModelLogEntry

from events.actions.end_series import END_SERIES_LOG_ACTION
from events.actions.move_series import MOVE_SERIES_LOG_ACTION
from events.actions.split_series import SPLIT_SERIES_LOG_ACTION
from events.actions.versions import Stored, alter_versions, version_shown
from events.models import Event
from events.rescheduling import put_back, snapshot
from publishing.permissions import Verb, may

UNDO_SERIES_LOG_ACTION = "events.undo_series"
#: What can be taken back.
UNDONE = (END_SERIES_LOG_ACTION, SPLIT_SERIES_LOG_ACTION, MOVE_SERIES_LOG_ACTION)


def last_change_of_series(event: Event) -> ModelLogEntry | None:
    """What was last done to the whole series, if it can still be taken back.

    It can as long as the dates are as that change left them.
    """
    entries = ModelLogEntry.objects.for_instance(event)
    entry = entries.filter(action__in=(*UNDONE, UNDO_SERIES_LOG_ACTION)).order_by("-timestamp")[:1]
    found = entry.first()
    if found is None or found.action not in UNDONE or found.revision is None:
        return None
    left = snapshot(found.revision.as_object())
    return found if _days(left) == _days(snapshot(version_shown(event))) else None


def _days(kept: dict[str, Any]) -> dict[str, Any]:
    """Without the keys of changed dates, which a version that goes live gets anew."""
    changes = [
        {name: value for name, value in change.items() if name not in ("pk", "event")}
        for change in kept["changes"]
    ]
    return {**kept, "changes": changes}


@transaction.atomic
def undo_series(*, event: Event, user: Any) -> Stored:
    """Gives the series the dates that it had before its last change as a whole.

    The event that went on after a split is taken offline and not deleted. Raises PermissionDenied,
    and ValidationError when the dates were changed since.
    """
    if not may(user, Verb.CHANGE, event):
        raise PermissionDenied
    entry = last_change_of_series(event)
    if entry is None:
        raise ValidationError(_("The dates have been changed since. Undo that first."))
    following = Event.objects.filter(pk=entry.data.get("following"), live=True).first()
    if following is not None:
        if not may(user, Verb.ARCHIVE, following):
            raise PermissionDenied
        UnpublishAction(following, user=user).execute(skip_permission_checks=True)
    left = snapshot(version_shown(event))

    def alter(version: Event) -> None:
        if _days(snapshot(version)) != _days(left):
            raise ValidationError(_("The dates have been changed since. Undo that first."))
        put_back(version, entry.data["before"])

    return alter_versions(
        event=event,
        user=user,
        alter=alter,
        action=UNDO_SERIES_LOG_ACTION,
        data={"undone": entry.action},
    )
