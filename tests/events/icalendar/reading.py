"""Reads what is written, with the library that most programs in Python use."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar
from icalendar import Event as EventComponent

from events.models import CalendarText, Event

_WRAPPED = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{}END:VCALENDAR\r\n"


def text_of(event: Event, language: str = "nl") -> str:
    """The stored text, as subscribers get it."""
    return CalendarText.objects.get(event=event, language=language).text


def read(text: str) -> list[EventComponent]:
    """The VEVENTs in a text, none of which may have a fault."""
    calendar = Calendar.from_ical(_WRAPPED.format(text))
    assert not any(component.errors for component in calendar.walk())
    return calendar.events


def vevents(event: Event, language: str = "nl") -> list[EventComponent]:
    return read(text_of(event, language))


def vevent(event: Event, language: str = "nl") -> EventComponent:
    """That of something that has only one."""
    (only,) = vevents(event, language)
    return only


def occurrences(text: str, first: date, last: date) -> list[tuple[datetime, datetime, str]]:
    """The dates that recurring-ical-events finds: start and end in UTC, and the status."""
    calendar = Calendar.from_ical(_WRAPPED.format(text))
    found = recurring_ical_events.of(calendar).between(first, last + timedelta(days=1))
    return sorted((_moment(row.start), _moment(row.end), str(row["STATUS"])) for row in found)


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return datetime(value.year, value.month, value.day, tzinfo=UTC)
