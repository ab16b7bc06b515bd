"""End a series early: the dates before one stay, that one and all after it go."""

from typing import Any

from events.actions.versions import Stored, alter_versions, version_shown
from events.models import Event
from events.recurrence.schedule import Local, Schedule
from events.recurrence.splitting import split
from events.rescheduling import reschedule, snapshot

END_SERIES_LOG_ACTION = "events.end_series"


def end_series(*, event: Event, user: Any, at: Local) -> Stored:
    """Leaves only the dates before the one that the series has at `at`, a local start.

    `undo_series` takes it back. Raises PermissionDenied, and ValidationError for what is no date
    of the series or its first.
    """

    def turn(schedule: Schedule) -> Schedule:
        return split(schedule, at)[0]

    return alter_versions(
        event=event,
        user=user,
        alter=lambda version: reschedule(version, turn),
        action=END_SERIES_LOG_ACTION,
        data={"date": at.isoformat(), "before": snapshot(version_shown(event))},
    )
