"""The rules of time zones, as programs that do not know a zone by its name read them."""

from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Component

from events.icalendar.timezones import vtimezone

ZONES = [
    "Europe/Amsterdam",
    "Europe/London",
    # Winter is called summer there, by some lists of zones.
    "Europe/Dublin",
    "America/New_York",
    "Australia/Sydney",
    # The Friday before the last Sunday.
    "Asia/Jerusalem",
    # Never another time.
    "Asia/Kolkata",
    "America/Paramaribo",
    "America/Curacao",
    # Other rules in some of the years.
    "America/Santiago",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Almaty",
]


def test_amsterdam_is_written_in_the_form_that_outlook_and_thunderbird_read():
    lines = vtimezone("Europe/Amsterdam").split("\r\n")
    assert lines == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Amsterdam",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


@pytest.mark.parametrize("name", ZONES)
def test_clocks_read_by_the_rules_are_right_all_through_the_years(name):
    zone = ZoneInfo(name)
    read = tzical(StringIO(vtimezone(name).replace("\r\n", "\n"))).get(name)
    moment = datetime(2024, 1, 1, 12)
    wrong = []
    while moment < datetime(2034, 1, 1):
        if read.utcoffset(moment) != zone.utcoffset(moment):
            wrong.append(moment)
        moment += timedelta(days=5)
    assert wrong == []


@pytest.mark.parametrize("name", ZONES)
def test_each_change_of_the_clock_is_an_observance_without_a_list_of_dates(name):
    timezone = Component.from_ical(vtimezone(name))
    assert timezone["TZID"] == name
    assert timezone.subcomponents
    for observance in timezone.subcomponents:
        assert "RDATE" not in observance
        assert {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"} <= set(observance)


def test_begin_of_a_rule_is_a_date_that_it_gives():
    for observance in Component.from_ical(vtimezone("Asia/Jerusalem")).subcomponents:
        day = observance["DTSTART"].dt
        assert day.year == 1970
        assert f"{day:%a}".upper()[:2] in observance["RRULE"].to_ical().decode()
