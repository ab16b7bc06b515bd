"""When two dates share time: half-open stretches, whole days, and moments without length."""

from datetime import date, datetime, time, timedelta

import pytest

from events.overlap.intervals import (
    days_apart,
    share_a_day,
    share_hours,
    shared_hours,
    time_apart,
)
from events.overlap.proposal import dates_of
from events.recurrence.schedule import Schedule, Span
from tests.events.overlap.planning import DAY, span

AFTER = DAY + timedelta(days=1)


def _span(start: datetime, end: datetime, zone: str = "Europe/Amsterdam") -> Span:
    ((found,), _more) = dates_of(Schedule(start, end, zone))
    return found


def test_ten_to_twelve_and_twelve_to_two_share_nothing() -> None:
    morning, noon = span(DAY, time(10), time(12)), span(DAY, time(12), time(14))
    assert not share_hours(morning, noon)
    assert not share_hours(noon, morning)
    assert share_a_day(morning, noon)
    assert time_apart(morning, noon) == timedelta(0)


def test_one_minute_in_common_is_enough() -> None:
    morning, noon = span(DAY, time(10), time(12)), span(DAY, time(11, 59), time(14))
    assert share_hours(morning, noon)
    assert shared_hours(noon, morning) == (noon.starts_at, morning.ends_at)


@pytest.mark.parametrize(("hour", "shared"), [(9, False), (10, True), (11, True), (12, False)])
def test_without_an_end_the_moment_of_the_start_counts(hour: int, shared: bool) -> None:
    meeting, moment = span(DAY, time(10), time(12)), span(DAY, time(hour), None)
    assert share_hours(meeting, moment) is shared
    assert share_hours(moment, meeting) is shared
    assert share_hours(moment, moment)


def test_a_whole_day_has_days_in_common_and_no_hours() -> None:
    whole, meeting = span(DAY, None), span(DAY)
    assert not share_hours(whole, meeting)
    assert share_a_day(whole, meeting)
    assert days_apart(whole, span(AFTER)) == 1


def test_a_whole_day_elsewhere_is_that_day_and_not_those_hours() -> None:
    """In New York the third of March begins when it is six in the morning here."""
    whole = dates_of(Schedule(DAY, AFTER, "America/New_York"))[0][0]
    assert share_a_day(whole, span(DAY, time(1), time(2)))
    assert not share_a_day(whole, span(AFTER, time(1), time(2)))


def test_what_ends_at_midnight_does_not_touch_the_next_day() -> None:
    evening = span(DAY, time(20), time(0))
    assert evening.last_day == DAY
    assert not share_a_day(evening, span(AFTER, None))
    assert not share_hours(evening, span(AFTER, time(0), time(1)))
    assert days_apart(evening, span(AFTER, time(0), time(1))) == 1


def test_what_goes_on_after_midnight_does() -> None:
    night = _span(datetime.combine(DAY, time(22)), datetime.combine(AFTER, time(1)))
    assert share_a_day(night, span(AFTER, None))
    assert share_hours(night, span(AFTER, time(0), time(2)))


def test_zones_are_compared_as_one_clock() -> None:
    here = span(DAY, time(15), time(17))
    in_london = _span(
        datetime.combine(DAY, time(16)), datetime.combine(DAY, time(17)), "Europe/London"
    )
    assert not share_hours(here, in_london)
    assert share_hours(span(DAY, time(16, 30), time(18)), in_london)


def test_the_night_the_clock_goes_back_has_an_hour_more() -> None:
    last_sunday = date(2027, 10, 31)
    night = _span(datetime.combine(last_sunday, time(1)), datetime.combine(last_sunday, time(4)))
    assert night.ends_at - night.starts_at == timedelta(hours=4)
    assert not share_hours(night, span(last_sunday, time(4), time(5)))


@pytest.mark.parametrize(
    ("first", "last", "apart"), [(-3, -3, 3), (-5, -2, 2), (-1, 1, 0), (4, 9, 4)]
)
def test_days_apart_are_counted_from_the_nearest_ends(first: int, last: int, apart: int) -> None:
    several = dates_of(
        Schedule(DAY + timedelta(days=first), DAY + timedelta(days=last + 1), "Europe/Amsterdam")
    )[0][0]
    assert days_apart(several, span(DAY)) == days_apart(span(DAY), several) == apart
