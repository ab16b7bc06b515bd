"""Gives an event in memory another schedule, with what was said of its dates kept on them.

Whoever calls this stores the version.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from events.changed_dates import stored_original, stored_start
from events.models import Event, EventChange
from events.recurrence.schedule import Change, Local, Schedule

_DAY = timedelta(days=1)
#: Everything of an event that its schedule is made of, beside its changed dates.
SCHEDULE_FIELDS = (
    "all_day", "start_date", "start_time", "end_date", "end_time", "time_zone",
    "rule", "extra_dates", "excluded_dates",
)  # fmt: skip

#: Makes one schedule of another, as `events.recurrence.moving` and `splitting` do.
Turn = Callable[[Schedule], Schedule]


def reschedule(event: Event, turn: Turn) -> None:
    """Puts the schedule that `turn` makes of the present one in its place.

    A changed date that has a date in the new schedule comes along with its words and place; the
    others go. Raises ScheduleError as `turn` does.
    """
    before = event.schedule()
    rows = [(change, change.as_change(event)) for change in event.changes.all()]
    bare = turn(replace(before, changes=()))
    # One by one, for which of them becomes which does not show from all of them together.
    turned = [(row, turn(replace(before, changes=(change,))).changes) for row, change in rows]
    _write_times(event, bare)
    event.rule = bare.rule
    event.extra_dates = sorted(stored_start(event, start) for start in bare.extra)
    event.excluded_dates = sorted(stored_start(event, start) for start in bare.excluded)
    event.changes.set([_written(row, event, found[0]) for row, found in turned if found])


def snapshot(event: Event) -> dict[str, Any]:
    """The schedule with its changed dates, in a form that a log can keep."""
    data = event.serializable_data()
    kept = {name: data[name] for name in (*SCHEDULE_FIELDS, "changes")}
    return json.loads(json.dumps(kept, cls=DjangoJSONEncoder))


def put_back(event: Event, kept: dict[str, Any]) -> None:
    """Gives the event the schedule that `snapshot` kept."""
    earlier = Event.from_serializable_data({**event.serializable_data(), **kept})
    for name in SCHEDULE_FIELDS:
        setattr(event, name, getattr(earlier, name))
    event.changes.set(_as_new(earlier.changes.all()))


def _as_new(changes: Iterable[EventChange]) -> list[EventChange]:
    """Without keys: the rows of then may be gone."""
    found = list(changes)
    for change in found:
        change.pk = None
    return found


def _write_times(event: Event, schedule: Schedule) -> None:
    event.all_day, event.time_zone = schedule.all_day, schedule.zone
    event.start_date, event.start_time = _day_and_time(schedule.start)
    if schedule.all_day:
        last = schedule.end - _DAY
        event.end_date, event.end_time = (None if last == schedule.start else last), None
    elif schedule.end == schedule.start:
        event.end_date = event.end_time = None
    else:
        end_date, event.end_time = _day_and_time(schedule.end)
        event.end_date = None if end_date == event.start_date else end_date


def _written(row: EventChange, event: Event, change: Change) -> EventChange:
    """The row, now about the date and with the times of `change`."""
    row.original_date, row.original_time = stored_original(event, change.original)
    if change.cancelled:
        return row  # where it would have been stays, for when it is restored
    row.start_date = row.start_time = row.end_date = row.end_time = None
    if change.start is not None:
        row.start_date, row.start_time = _day_and_time(change.start)
    if change.end is not None:
        end = change.end if isinstance(change.end, datetime) else change.end - _DAY
        row.end_date, row.end_time = _day_and_time(end)
    return row


def _day_and_time(local: Local) -> tuple[Any, Any]:
    if isinstance(local, datetime):
        return local.date(), local.time()
    return local, None
