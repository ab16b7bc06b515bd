"""What somebody sees of the dates before saving them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.utils import translation

from events.dates_summary import MOST_COUNTED, SHOWN, DatesSummary, summary_of
from events.models import Event, EventChange
from tests.factories import EventFactory

NEW_YEAR = datetime(2027, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def summary(now: datetime = NEW_YEAR, **fields: Any) -> DatesSummary:
    """Of a Tuesday at ten, unless told otherwise; not saved."""
    defaults = {"start_date": date(2027, 1, 5), "start_time": time(10), "end_time": time(12)}
    return summary_of(Event(**defaults | fields), now)


def test_single_event_has_one_date() -> None:
    found = summary()
    assert (found.count, found.rule, len(found.dates)) == (1, "", 1)
    assert "5 January 2027" in found.dates[0].when


def test_finite_series_is_counted_to_its_last_date() -> None:
    found = summary(rule="FREQ=WEEKLY;COUNT=30")
    assert (found.count, len(found.dates), found.are_over) == (30, SHOWN, False)
    assert "27 July 2027" in found.last


def test_endless_series_has_no_last_date() -> None:
    found = summary(rule="FREQ=WEEKLY")
    assert (found.count, found.last, len(found.dates)) == (None, "", SHOWN)


def test_nobody_counts_thousands() -> None:
    assert summary(rule="FREQ=DAILY;COUNT=4000").count is None
    assert summary(rule=f"FREQ=DAILY;COUNT={MOST_COUNTED}").count == MOST_COUNTED


def test_what_is_over_shows_its_last_dates() -> None:
    found = summary(datetime(2030, 1, 1, tzinfo=UTC), rule="FREQ=WEEKLY;COUNT=30")
    assert (found.are_over, len(found.dates)) == (True, SHOWN)
    assert "27 July 2027" in found.dates[-1].when


def test_yearly_dates_are_looked_for_far_ahead() -> None:
    found = summary(rule="FREQ=YEARLY", start_date=date(2024, 2, 29))
    assert [shown.when.split(",")[0][-4:] for shown in found.dates[:3]] == ["2028", "2032", "2036"]


def test_changed_dates_are_marked(db: None) -> None:
    event = EventFactory(
        rule="FREQ=WEEKLY;COUNT=3", start_date=date(2027, 1, 5), excluded_dates=["2027-01-12"]
    )
    event.changes = [EventChange(original_date=date(2027, 1, 19), cancelled=True)]
    assert [shown.is_cancelled for shown in summary_of(event, NEW_YEAR).dates] == [False, True]


@pytest.mark.parametrize(
    ("day", "clock", "words"),
    [
        (date(2027, 3, 28), time(2, 30), "skip 02:30. It will be 03:30"),
        (date(2027, 10, 31), time(2, 30), "02:30 twice"),
    ],
)
def test_hour_that_is_not_there_or_twice_is_told(day: date, clock: time, words: str) -> None:
    found = summary(start_date=day, start_time=clock, end_time=None)
    assert len(found.notes) == 1
    assert words in found.notes[0]


def test_weekly_meeting_is_told_of_the_one_night_that_is_odd() -> None:
    found = summary(
        start_date=date(2027, 3, 7), start_time=time(2, 30), end_time=time(3, 30),
        rule="FREQ=WEEKLY;COUNT=6",
    )  # fmt: skip
    assert len(found.notes) == 1
    assert "28 March 2027" in found.notes[0]
