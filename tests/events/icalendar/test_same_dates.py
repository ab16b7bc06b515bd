"""Whoever reads our calendar finds the dates that stand in our own table."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from events.horizon import Horizon
from events.icalendar.event_component import components
from events.icalendar.portable_series import portable, without_cancelled
from events.materialising import occurrences_of
from events.models import CalendarEntry, Event, EventChange
from events.recurrence.checking import check
from events.recurrence.schedule import Change, ScheduleError
from tests.events.icalendar.reading import occurrences
from tests.events.recurrence.schedules import local, rules, schedule

WINDOW = Horizon(date(2024, 6, 1), date(2027, 6, 30))
ENTRY = CalendarEntry(
    uid="x@example.org",
    created_at=datetime(2024, 1, 1, tzinfo=UTC),
    revised_at=datetime(2024, 1, 1, tzinfo=UTC),
)
#: Both halves of the world, and one without summer time.
ZONES = ["Europe/Amsterdam", "America/New_York", "Australia/Sydney", "UTC"]


def _event(changes: Iterable[dict[str, Any]] = (), **fields: Any) -> Event:
    """Not stored: the dates are worked out by what writes the table."""
    event = Event(title="Bijeenkomst", **fields)
    event.changes = [EventChange(**change) for change in changes]
    return event


def _ours(event: Event) -> list[tuple[datetime, datetime, str]]:
    return sorted(
        (_day_in_utc(row.first_day), _day_in_utc(row.last_day + timedelta(days=1)), _status(row))
        if row.all_day
        else (row.starts_at, row.ends_at, _status(row))
        for row in occurrences_of(event, WINDOW)
    )


def _day_in_utc(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _status(row) -> str:
    return "CANCELLED" if row.is_cancelled else "CONFIRMED"


def _read(event: Event, plan=None) -> list[tuple[datetime, datetime, str]]:
    found = components(event, plan or event.schedule(), ENTRY, "nl")
    text = b"".join(component.to_ical() for component in found).decode()
    return occurrences(text, WINDOW.first - timedelta(days=9), WINDOW.last + timedelta(days=9))


def _within(rows: Iterable[tuple[datetime, datetime, str]]) -> list[tuple]:
    """Without what lies at the edges of the window, where half a date would be looked at."""
    first, last = _day_in_utc(date(2024, 7, 1)), _day_in_utc(date(2027, 6, 1))
    return [row for row in rows if first <= row[0] < last]


@st.composite
def series(draw: st.DrawFn) -> dict[str, Any]:
    """Fields of a series at random; dates are left out, added, moved and cancelled, some of them
    stale. Plain values, so that a case that fails shows what it was."""
    all_day = draw(st.booleans())
    start = draw(st.datetimes(datetime(2023, 1, 1), datetime(2026, 12, 31)))
    # Of an hour that does not exist or exists twice no two programs think the same.
    start = start.replace(hour=draw(st.sampled_from([0, 5, 9, 23])), second=0, microsecond=0)
    end = start + draw(st.sampled_from([timedelta(minutes=45), timedelta(days=2)]))
    days = st.integers(0, 900).map(lambda number: start.date() + timedelta(days=number))
    fields = {
        "all_day": all_day,
        "start_date": start.date(),
        "start_time": None if all_day else start.time(),
        "end_date": end.date(),
        "end_time": None if all_day else end.time(),
        "time_zone": draw(st.sampled_from(ZONES)),
        "rule": draw(rules() | st.just("")),
        "extra_dates": list(map(str, draw(st.lists(days, max_size=3, unique=True)))),
    }
    own = [
        date.fromisoformat(row.original[:10]) for row in occurrences_of(_event(**fields), WINDOW)
    ]
    mixed = st.lists(days | st.sampled_from(own) if own else days, max_size=3, unique=True)
    moved = st.fixed_dictionaries(
        {
            "cancelled": st.booleans(),
            "start_date": st.none() | days,
            "start_time": st.none() if all_day else st.none() | st.just(time(17, 15)),
        }
    )
    fields["excluded_dates"] = list(map(str, draw(mixed)))
    fields["changes"] = [{"original_date": day} | draw(moved) for day in draw(mixed)]
    assume(_may_come_from_a_feed(_event(**fields)))
    return fields


def _may_come_from_a_feed(event: Event) -> bool:
    try:
        check(event.schedule(), entered=False)
    except ScheduleError:
        return False
    return True


@settings(deadline=None, max_examples=60)
@given(series())
def test_every_series_has_the_same_dates_with_the_same_status(fields):
    event = _event(**fields)
    assert _within(_read(event)) == _within(_ours(event))


@settings(deadline=None, max_examples=60)
@given(series())
def test_without_cancelled_dates_the_others_stay(fields):
    event = _event(**fields)
    rest = without_cancelled(event.schedule())
    going_ahead = [row for row in _ours(event) if row[2] == "CONFIRMED"]
    assert _within(_read(event, rest)) == _within(going_ahead)


@settings(deadline=None, max_examples=60)
@given(series())
def test_exceptions_are_dates_of_the_series_in_order_and_each_once(fields):
    found = portable(_event(**fields).schedule())
    if found is None:
        return
    named = [change.original for change in found.changes]
    for values in (found.extra, found.excluded, named):
        assert list(values) == sorted(set(values))
    assert not set(named) & set(found.excluded)
    assert not set(found.extra) & set(found.excluded) - {found.start}


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({"rule": "FREQ=YEARLY"}, ["2024-02-29"]),
        ({"rule": "FREQ=WEEKLY;BYDAY=TU;COUNT=2"}, ["2024-02-29", "2024-03-05", "2024-03-12"]),
        ({"rule": "FREQ=DAILY;UNTIL=20240302"}, ["2024-02-29", "2024-03-01", "2024-03-02"]),
        ({"extra_dates": ["2024-01-10"]}, ["2024-01-10", "2024-02-29"]),
        ({"rule": "FREQ=DAILY;UNTIL=20240101", "extra_dates": ["2024-04-01"]}, ["2024-04-01"]),
        ({"rule": "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2"}, ["2024-02-29"]),
        ({"extra_dates": ["2024-03-01"], "excluded_dates": ["2024-02-29"]}, ["2024-03-01"]),
    ],
    ids=[
        "29 February, of which some programs make 1 March",
        "a start that the rule does not give",
        "an end that is a day, of a series with times",
        "an extra date before the start",
        "a rule that ended before it began",
        "a rule that gives nothing",
        "the start left out",
    ],
)
def test_what_programs_read_in_different_ways_is_written_out(fields, days):
    event = _event(start_date=date(2024, 2, 29), start_time=time(9), end_time=time(10), **fields)
    found = [row[0].date().isoformat() for row in _read_around(event)]
    assert found == days


def _read_around(event: Event) -> list[tuple]:
    found = components(event, event.schedule(), ENTRY, "nl")
    text = b"".join(component.to_ical() for component in found).decode()
    return occurrences(text, date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("start", "rule", "written"),
    [
        ("2024-02-29", "FREQ=YEARLY", "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2"),
        ("2025-01-06", "FREQ=DAILY;UNTIL=20250130T230000Z", "FREQ=DAILY;UNTIL=20250131"),
        ("2025-01-06", "FREQ=DAILY;UNTIL=20250131", "FREQ=DAILY;UNTIL=20250131"),
        (
            "2025-01-06 09:00",
            "FREQ=DAILY;UNTIL=20250131",
            "FREQ=DAILY;UNTIL=20250131T225959Z",
        ),
        (
            "2025-01-06 09:00",
            "UNTIL=20250131T090000Z;FREQ=DAILY",
            "FREQ=DAILY;UNTIL=20250131T090000Z",
        ),
    ],
)
def test_rules_are_written_without_anything_to_guess(start, rule, written):
    found = portable(schedule(start, rule=rule))
    assert found is not None
    assert found.rule == written


def test_stale_exceptions_are_not_written():
    found = portable(
        schedule(
            "2025-01-06 09:00",
            rule="FREQ=WEEKLY;COUNT=3",
            extra=[local("2025-01-13 09:00")],
            excluded=[local("2025-01-21 09:00")],
        )
    )
    assert found is not None
    assert (found.extra, found.excluded) == ((), ())


def test_a_date_that_is_left_out_and_changed_is_left_out():
    original = local("2025-01-13 09:00")
    found = portable(
        schedule(
            "2025-01-06 09:00",
            rule="FREQ=WEEKLY;COUNT=3",
            excluded=[original],
            changes=[Change(original, cancelled=True)],
        )
    )
    assert found is not None
    assert (found.excluded, found.changes) == ((original,), ())


def test_a_change_of_a_date_outside_the_series_is_a_date_of_its_own():
    original = local("2025-01-14 09:00")
    found = portable(
        schedule(
            "2025-01-06 09:00",
            rule="FREQ=WEEKLY;COUNT=3",
            changes=[Change(original, cancelled=True)],
        )
    )
    assert found is not None
    assert found.extra == (original,)
    assert [change.original for change in found.changes] == [original]
