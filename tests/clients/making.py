"""Makes events from times as people write them."""

from datetime import date, datetime
from typing import Any

from events.models import Event, EventChange
from tests.factories import EventFactory


def build(title: str, begins: str, ends: str = "", **fields: Any) -> Event:
    """Give a live event with its changed dates, not stored.

    ``begins`` and ``ends`` are local: "2026-05-12 14:00", or days for what lasts all day; then
    ``ends`` is the last day, and may be left out.
    """
    changes = fields.pop("changes", ())
    start, end = datetime.fromisoformat(begins), datetime.fromisoformat(ends or begins)
    all_day = ":" not in begins
    event: Event = EventFactory.build(
        title=title,
        all_day=all_day,
        start_date=start.date(),
        start_time=None if all_day else start.time(),
        end_date=end.date(),
        end_time=None if all_day else end.time(),
        **fields,
    )
    event.changes = list(changes)
    return event


def make(title: str, begins: str, ends: str = "", **fields: Any) -> Event:
    """Store what ``build`` gives; it must be an event that the form would accept."""
    event = build(title, begins, ends, **fields)
    event.full_clean()
    event.save()
    return event


def off(day: str) -> EventChange:
    """The date of this day does not go ahead."""
    return EventChange(original_date=date.fromisoformat(day), cancelled=True)


def moved(day: str, begins: str, ends: str = "", **fields: Any) -> EventChange:
    """The date of this day is at another time; written as in ``build``."""
    start, end = datetime.fromisoformat(begins), datetime.fromisoformat(ends or begins)
    timed = ":" in begins
    return EventChange(
        original_date=date.fromisoformat(day),
        start_date=start.date(),
        start_time=start.time() if timed else None,
        end_date=end.date(),
        end_time=end.time() if timed else None,
        **fields,
    )
