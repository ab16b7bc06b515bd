"""The file around the texts of events: VCALENDAR (RFC 5545, 7986).

Three things are left out. A METHOD: with one, RFC 5545 makes DTSTAMP the moment of the download, so
that a file would never be the same twice, and RFC 5546 asks for an ORGANIZER. A UID of the calendar:
vdirsyncer takes it for that of every event in it, and keeps only the last one. A colour: that choice
is the reader's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from icalendar import Calendar, vDuration, vText, vUri

from events.icalendar.timezones import vtimezone
from events.icalendar.wording import plain

PRODID = "-//Vlechtwerk//Calendar//EN"
#: How soon it makes sense to ask again. Programs that look at this would otherwise wait a week.
REFRESH = timedelta(hours=4)
CLOSING = b"END:VCALENDAR\r\n"


@dataclass(frozen=True)
class CalendarHeader:
    """What a subscription says of itself; `page` and `source` are full addresses."""

    name: str
    description: str
    page: str
    source: str


def opening(header: CalendarHeader, zones: Iterable[str]) -> bytes:
    """The beginning of a calendar to subscribe to, up to its first event."""
    calendar = _calendar()
    # Each by the name in the standard, and by the one that programs knew before it.
    for names, text in (
        (("NAME", "X-WR-CALNAME"), header.name),
        (("DESCRIPTION", "X-WR-CALDESC"), header.description),
    ):
        for name in names:
            calendar.add(name, vText(plain(text)))
    calendar.add("URL", vUri(header.page))
    # The standard asks for these parameters, which the library leaves out.
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    calendar.add("SOURCE", vUri(header.source), parameters={"VALUE": "URI"})
    return _up_to_events(calendar, zones)


def opening_of_one(zones: Iterable[str]) -> bytes:
    """The beginning of a file with one event.

    Without a name: Outlook would make a calendar of its own for it.
    """
    return _up_to_events(_calendar(), zones)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("CALSCALE", "GREGORIAN")
    return calendar


def _up_to_events(calendar: Calendar, zones: Iterable[str]) -> bytes:
    whole = calendar.to_ical().removesuffix(CLOSING)
    return whole + "".join(vtimezone(zone) for zone in sorted(zones)).encode()
