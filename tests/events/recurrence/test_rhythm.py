"""A rule is joined near the days that matter, and never followed into nothing."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.recurrence.rhythm import HORIZON, gives_dates, joined, own_dates, own_dates_on
from events.recurrence.series_rule import rule_for
from tests.events.recurrence.schedules import rules

START = datetime(2010, 1, 5, 9)


@pytest.mark.parametrize(
    ("rule", "joins"),
    [
        ("FREQ=DAILY", "2026-06-01"),
        ("FREQ=DAILY;INTERVAL=7", "2026-05-26"),
        ("FREQ=WEEKLY", "2026-06-01"),
        ("FREQ=WEEKLY;INTERVAL=3", "2026-05-25"),
        ("FREQ=WEEKLY;WKST=SU", "2026-05-31"),
        ("FREQ=MONTHLY;INTERVAL=3", "2026-04-01"),
        ("FREQ=YEARLY;INTERVAL=5", "2025-01-01"),
    ],
)
def test_a_series_that_began_long_ago_is_joined_one_interval_before(rule, joins):
    found = joined(rule_for(rule, START), START, date(2026, 6, 1))
    assert found == datetime.combine(date.fromisoformat(joins), START.time())


@settings(deadline=None)
@given(rule=rules(), ahead=st.integers(0, 8_000), length=st.integers(0, 500))
def test_joining_midway_finds_what_counting_from_the_start_finds(rule, ahead, length):
    first = START.date() + timedelta(days=ahead)
    last = first + timedelta(days=length)
    some = rule_for(rule, START)
    counted = [found for found in own_dates(some, START) if first <= found.date() <= last]
    assert own_dates_on(some, START, first, last) == counted


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",  # the start is a Tuesday
        "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=6",
        "FREQ=YEARLY;BYYEARDAY=366;INTERVAL=4",  # never in a leap year
        "FREQ=YEARLY;INTERVAL=100;BYWEEKNO=53",
    ],
)
def test_a_rule_that_never_comes_is_known_as_such(rule):
    assert not gives_dates(rule_for(rule, START), START)
    assert list(own_dates(rule_for(rule, START), START)) == []


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",  # every 28 years
        "FREQ=MONTHLY;BYDAY=5TU",
        "FREQ=YEARLY;BYWEEKNO=53",
    ],
)
def test_a_rule_that_comes_seldom_does_come(rule):
    assert gives_dates(rule_for(rule, START), START)
    assert len(list(islice(own_dates(rule_for(rule, START), START), 2))) == 2


def test_nothing_is_looked_for_after_the_horizon():
    assert max(own_dates(rule_for("FREQ=YEARLY", START), START)) <= HORIZON
