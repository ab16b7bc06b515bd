"""Stretches of days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from search.agenda.period import (
    Period,
    day_before,
    later,
    month_later,
    month_of,
    months,
    next_day,
    week_of,
)

days = st.dates(date(1970, 1, 1), date(2100, 12, 31))


@given(days)
def test_month_has_the_day_and_all_days_of_that_name(day):
    month = month_of(day)
    assert month.holds(day)
    assert {(month.first.month, month.first.day)} == {(day.month, 1)}
    assert (month.last + timedelta(days=1)).day == 1


@given(days)
def test_week_runs_from_monday_to_sunday(day):
    week = week_of(day)
    assert week.holds(day)
    assert (week.first.weekday(), week.last.weekday()) == (0, 6)
    assert week.last - week.first == timedelta(days=6)


def test_week_runs_over_the_end_of_the_year():
    assert week_of(date(2027, 1, 1)) == Period(date(2026, 12, 28), date(2027, 1, 3))


@given(days, st.integers(-600, 600))
def test_months_later_and_earlier_undo_each_other(day, count):
    there = month_later(day, count)
    assert there.day == 1
    assert month_later(there, -count) == day.replace(day=1)


def test_months_follow_each_other_over_the_years():
    assert months(date(2026, 11, 30), date(2027, 2, 1)) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
    ]


def test_time_ends_where_the_calendar_of_the_computer_ends():
    assert next_day(date.max) == date.max
    assert day_before(date.min) == date.min
    assert later(date.max, 5) == date.max
    assert month_later(date.max, 2) == date(9999, 12, 1)
    assert month_later(date.min, -2) == date.min


def test_what_two_periods_share_may_be_nothing():
    spring = Period(date(2027, 3, 1), date(2027, 5, 31))
    assert Period(date(2027, 5, 1)).within(spring) == Period(date(2027, 5, 1), date(2027, 5, 31))
    assert Period(date(2027, 6, 1)).within(spring).is_empty
    assert Period().within(Period()) == Period()


def test_nearest_day_lies_within():
    spring = Period(date(2027, 3, 1), date(2027, 5, 31))
    assert spring.nearest(date(2026, 1, 1)) == date(2027, 3, 1)
    assert spring.nearest(date(2028, 1, 1)) == date(2027, 5, 31)
    assert spring.nearest(date(2027, 4, 1)) == date(2027, 4, 1)
