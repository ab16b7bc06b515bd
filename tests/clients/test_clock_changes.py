"""Around the hours in which clocks change: where programs agree with us, and how some differ.

What is different there no calendar can mend: RFC 5545 says it, and the program reads it otherwise.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.clients.libraries import read_with_libraries
from tests.clients.planned import FIRST, LAST
from tests.clients.written import written_and_ours

#: Both halves of the world, half hours, a summer time that is negative (Dublin), one of half an
#: hour (Lord Howe), one that follows the moon (Casablanca), and zones without any.
ZONES = [
    "Europe/Amsterdam",
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/Santiago",
    "America/Paramaribo",
    "America/Curacao",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "UTC",
]
WEEKLY = {"begins": "2026-01-06 09:00", "ends": "2026-01-06 10:30", "rule": "FREQ=WEEKLY;COUNT=52"}


@pytest.mark.parametrize("zone", ZONES)
def test_nine_o_clock_stays_nine_o_clock_by_the_rules_that_we_write(ical_js, zone):
    """The other readers know zones by name and do not look at the rules."""
    text, ours = written_and_ours([WEEKLY | {"time_zone": zone}])
    assert {row.start.astimezone(ZoneInfo(zone)).hour for row in ours} == {9}
    assert ical_js(text, FIRST, LAST) == ours


def utc(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_every_other_hour_around_the_change_is_right(reader):
    days = ["2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2026-10-26"]
    hours = [hour for hour in range(23) if hour not in (1, 2)]
    plans = [
        {"begins": f"{day} {hour:02}:00", "ends": f"{day} {hour:02}:59"}
        for day in days
        for hour in hours
    ]
    text, ours = written_and_ours(plans)
    assert reader(text, FIRST, LAST) == ours


def test_a_date_in_the_night_of_the_change_ends_at_its_usual_time(ical_js, khal):
    plan = {"begins": "2026-03-21 22:00", "ends": "2026-03-22 06:00", "rule": "FREQ=WEEKLY;COUNT=2"}
    text, ours = written_and_ours([plan])
    assert [row.end for row in ours] == [utc(3, 22, 5), utc(3, 29, 4)]
    assert read_with_libraries(text, FIRST, LAST) == ours
    assert ical_js(text, FIRST, LAST) == ours
    # khal lets every date last as many hours as the first.
    assert [row.end for row in khal(text, FIRST, LAST)] == [utc(3, 22, 5), utc(3, 29, 5)]


def test_a_first_date_in_the_night_of_the_change_shortens_no_other(ical_js, khal):
    plan = {"begins": "2026-03-28 22:00", "ends": "2026-03-29 06:00", "rule": "FREQ=WEEKLY;COUNT=2"}
    text, ours = written_and_ours([plan])
    assert [row.end for row in ours] == [utc(3, 29, 4), utc(4, 5, 4)]
    assert read_with_libraries(text, FIRST, LAST) == ours
    # That night has seven hours. Both give the others seven as well; ical.js counts them on the
    # clock, and so ends an hour early in the night itself.
    assert [row.end for row in khal(text, FIRST, LAST)] == [utc(3, 29, 4), utc(4, 5, 3)]
    assert [row.end for row in ical_js(text, FIRST, LAST)] == [utc(3, 29, 3), utc(4, 5, 3)]


@pytest.mark.parametrize(
    ("day", "start", "in_ical_js"),
    [
        pytest.param("2026-03-29", utc(3, 29, 1, 30), utc(3, 29, 0, 30), id="does not exist"),
        pytest.param("2026-10-25", utc(10, 25, 0, 30), utc(10, 25, 1, 30), id="comes twice"),
    ],
)
def test_half_past_two_on_the_day_of_the_change(ical_js, khal, day, start, in_ical_js):
    """The standard: an hour that is skipped is counted on from before, and of two the first."""
    text, ours = written_and_ours([{"begins": f"{day} 02:30", "ends": f"{day} 05:30"}])
    assert [row.start for row in ours] == [start]
    assert read_with_libraries(text, FIRST, LAST) == ours
    assert khal(text, FIRST, LAST) == ours
    assert [row.start for row in ical_js(text, FIRST, LAST)] == [in_ical_js]
