"""Move a whole series to another day or time of day."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.actions.versions import Stored, alter_versions, version_shown
from events.models import Event
from events.recurrence.moving import moved
from events.recurrence.schedule import Local
from events.rescheduling import reschedule, snapshot

MOVE_SERIES_LOG_ACTION = "events.move_series"


def move_series(*, event: Event, user: Any, start: Local, end: Local) -> Stored:
    """Lets the first date go from `start` to `end` (local, exclusive), and all others in step.

    What was said of single dates stays with them. A draft that begins at another time already is
    left alone. `undo_series` takes it back. Raises PermissionDenied, and ValidationError when the
    series cannot be moved so.
    """
    first = version_shown(event).local_start()

    def alter(version: Event) -> None:
        if version.local_start() != first:
            raise ValidationError(_("This version begins at another time."))
        reschedule(version, lambda schedule: moved(schedule, start, end))

    return alter_versions(
        event=event,
        user=user,
        alter=alter,
        action=MOVE_SERIES_LOG_ACTION,
        data={"date": start.isoformat(), "before": snapshot(version_shown(event))},
    )
