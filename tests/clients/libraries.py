"""The libraries icalendar and recurring-ical-events, which many other sites import with."""

from datetime import date, datetime, time, timedelta

import recurring_ical_events
from icalendar import Calendar, Event

from tests.clients.programs import ComplaintError
from tests.clients.shown import ZONE, Shown, in_order, in_utc


def read_with_libraries(text: str, first: date, last: date) -> list[Shown]:
    """Give the dates that touch the days from ``first`` through ``last``.

    Raises ComplaintError for a calendar in which the library has to skip something.
    """
    begin = datetime.combine(first, time(), ZONE)
    end = datetime.combine(last + timedelta(days=1), time(), ZONE)
    try:
        calendar = Calendar.from_ical(text)
        dates = recurring_ical_events.of(calendar).between(begin, end)
    except (KeyError, ValueError) as error:
        raise ComplaintError(f"icalendar: {error!r}") from error
    if skipped := [fault for part in calendar.walk() for fault in part.errors]:
        raise ComplaintError(f"icalendar skips {skipped}")
    return in_order(_shown(event) for event in dates)


def _shown(event: Event) -> Shown:
    return Shown(
        title=str(event["SUMMARY"]),
        start=in_utc(event.start),
        end=in_utc(event.end),
        cancelled=event.get("STATUS") == "CANCELLED",
        uid=str(event["UID"]),
        location=str(event.get("LOCATION", "")),
        description=str(event.get("DESCRIPTION", "")),
        url=str(event.get("URL", "")),
        categories=frozenset(str(name) for name in event.categories),
    )
