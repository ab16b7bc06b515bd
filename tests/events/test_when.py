"""When something is, in words."""

from datetime import date, time
from typing import Any

import pytest
from django.utils.translation import override

from events.dates import planned_dates
from events.models import Event
from events.when import machine_readable, when_in_words


def _event(**fields: Any) -> Event:
    day = {"start_date": date(2026, 6, 4)}
    return Event(**day | fields)


def _words(**fields: Any) -> str:
    shown = planned_dates(_event(**fields)).shown
    assert shown is not None
    with override("en"):
        return when_in_words(shown)


def _machine(**fields: Any) -> str:
    shown = planned_dates(_event(**fields)).shown
    assert shown is not None
    return machine_readable(shown)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"start_time": time(10), "end_time": time(12, 30)},
            "Thursday 4 June 2026, 10:00 to 12:30",
        ),
        ({"start_time": time(10)}, "Thursday 4 June 2026, 10:00"),
        (
            {"start_time": time(20), "end_date": date(2026, 6, 5), "end_time": time(2)},
            "Thursday 4 June 2026, 20:00 to Friday 5 June 2026, 02:00",
        ),
        (
            {"start_time": time(20), "end_date": date(2026, 6, 5), "end_time": time(0)},
            "Thursday 4 June 2026, 20:00 to 24:00",
        ),
        ({"all_day": True}, "Thursday 4 June 2026"),
        (
            {"all_day": True, "end_date": date(2026, 6, 5)},
            "Thursday 4 to Friday 5 June 2026",
        ),
        (
            {"all_day": True, "end_date": date(2026, 7, 3)},
            "Thursday 4 June to Friday 3 July 2026",
        ),
        (
            {"all_day": True, "start_date": date(2026, 12, 31), "end_date": date(2027, 1, 1)},
            "Thursday 31 December 2026 to Friday 1 January 2027",
        ),
    ],
)
def test_days_and_times_are_said_as_people_say_them(fields: dict[str, Any], words: str) -> None:
    assert _words(**fields) == words


@pytest.mark.parametrize(
    ("precision", "first", "last", "words", "machine"),
    [
        ("month", date(2022, 6, 1), date(2022, 6, 30), "June 2022", "2022-06"),
        ("month", date(2024, 6, 1), date(2024, 9, 30), "June to September 2024", "2024-06"),
        (
            "month",
            date(2024, 12, 1),
            date(2025, 1, 31),
            "December 2024 to January 2025",
            "2024-12",
        ),
        ("quarter", date(2022, 4, 1), date(2022, 6, 30), "second quarter of 2022", "2022-04"),
        ("season", date(2023, 9, 1), date(2023, 11, 30), "autumn of 2023", "2023-09"),
        ("season", date(2023, 12, 1), date(2024, 2, 29), "winter of 2024", "2023-12"),
        ("year", date(2025, 1, 1), date(2025, 12, 31), "2025", "2025"),
        ("year", date(2025, 7, 1), date(2026, 6, 30), "2025 to 2026", "2025"),
    ],
)
def test_an_old_fact_is_said_as_exactly_as_it_is_known(
    precision: str, first: date, last: date, words: str, machine: str
) -> None:
    fields = {"all_day": True, "start_date": first, "end_date": last, "precision": precision}
    assert _words(**fields) == words
    assert _machine(**fields) == machine


def test_a_time_elsewhere_names_the_place_and_says_the_time_here() -> None:
    words = _words(start_time=time(10), end_time=time(12), time_zone="Europe/London")
    assert words == (
        "Thursday 4 June 2026, 10:00 to 12:00 (local time in London; in Amsterdam 11:00 to 13:00)"
    )


def test_a_time_that_is_another_day_here_says_that_day() -> None:
    words = _words(start_time=time(20), end_time=time(21), time_zone="America/New_York")
    assert words.endswith(
        "(local time in New York; in Amsterdam Friday 5 June 2026, 02:00 to 03:00)"
    )


def test_a_zone_with_the_same_clock_is_not_named() -> None:
    words = _words(start_time=time(10), end_time=time(12), time_zone="Europe/Brussels")
    assert words == "Thursday 4 June 2026, 10:00 to 12:00"


def test_machines_read_the_time_with_its_offset_in_summer_and_in_winter() -> None:
    assert _machine(start_time=time(9)) == "2026-06-04T09:00+02:00"
    assert _machine(start_time=time(9), start_date=date(2026, 12, 3)) == "2026-12-03T09:00+01:00"
    assert _machine(all_day=True) == "2026-06-04"
