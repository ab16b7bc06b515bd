"""What a subscription says of itself, property by property (RFC 5545, 7986)."""

import pytest
from icalendar import Calendar

from events.icalendar.calendar_file import CLOSING, CalendarHeader, opening, opening_of_one

HEADER = CalendarHeader(
    name="Agenda: Flevoland, zij-instromers; alles",
    description="Wat er is.\nEn wanneer.",
    page="https://voorbeeld.nl/agenda/?province=NL-FL",
    source="https://voorbeeld.nl/agenda/agenda.ics?province=NL-FL",
)


@pytest.fixture
def text() -> str:
    return (opening(HEADER, {"Europe/London", "Europe/Amsterdam"}) + CLOSING).decode()


@pytest.mark.parametrize(
    "line",
    [
        "VERSION:2.0",
        "PRODID:-//Vlechtwerk//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Agenda: Flevoland\\, zij-instromers\\; alles",
        "X-WR-CALNAME:Agenda: Flevoland\\, zij-instromers\\; alles",
        "DESCRIPTION:Wat er is.\\nEn wanneer.",
        "X-WR-CALDESC:Wat er is.\\nEn wanneer.",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
        "SOURCE;VALUE=URI:https://voorbeeld.nl/agenda/agenda.ics?province=NL-FL",
        "URL:https://voorbeeld.nl/agenda/?province=NL-FL",
    ],
)
def test_has(text, line):
    assert f"\r\n{line}\r\n" in text.replace("\r\n ", "")


def test_is_a_calendar_that_the_library_reads(text):
    calendar = Calendar.from_ical(text)
    assert not any(component.errors for component in calendar.walk())
    assert [zone["TZID"] for zone in calendar.timezones] == ["Europe/Amsterdam", "Europe/London"]


def test_it_is_the_same_to_the_byte_from_request_to_request(text):
    assert text.encode() == opening(HEADER, ["Europe/Amsterdam", "Europe/London"]) + CLOSING


@pytest.mark.parametrize(
    "name", ["UID", "METHOD", "COLOR", "X-APPLE-CALENDAR-COLOR", "X-WR-TIMEZONE"]
)
def test_leaves_out_what_is_the_readers_or_leads_programs_astray(text, name):
    assert f"\r\n{name}" not in text


def test_one_event_has_no_name_of_a_calendar():
    text = (opening_of_one(["Europe/Amsterdam"]) + CLOSING).decode()
    calendar = Calendar.from_ical(text)
    assert set(calendar) == {"VERSION", "PRODID", "CALSCALE"}
    assert len(calendar.timezones) == 1
