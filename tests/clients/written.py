"""Writes events that are not stored, and says what our table would have of them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from events.horizon import Horizon
from events.icalendar.calendar_file import CLOSING, opening_of_one
from events.icalendar.event_component import components
from events.materialising import occurrences_of
from events.models import CalendarEntry
from tests.clients.making import build
from tests.clients.planned import FIRST, LAST
from tests.clients.shown import Shown, in_order, shown_by_us
from tests.events.recurrence.schedules import AMSTERDAM

#: Nothing in here lasts or moves longer than this, so that dates at the edges are found.
MARGIN = timedelta(days=30)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def written_and_ours(plans: Sequence[dict[str, Any]]) -> tuple[str, list[Shown]]:
    """Give a calendar with these events, and their dates from FIRST through LAST.

    A plan is what ``making.build`` takes.
    """
    text, ours = opening_of_one({plan.get("time_zone", AMSTERDAM) for plan in plans}), []
    for number, plan in enumerate(plans):
        event = build(f"Bijeenkomst {number}", **plan)
        entry = CalendarEntry(uid=f"{number}@example.org", created_at=NOW, revised_at=NOW)
        written = components(event, event.schedule(), entry, "nl")
        text += b"".join(component.to_ical() for component in written)
        ours += occurrences_of(event, Horizon(FIRST - MARGIN, LAST + MARGIN))
    touching = (row for row in ours if row.first_day <= LAST and row.last_day >= FIRST)
    return (text + CLOSING).decode(), in_order(map(shown_by_us, touching))
