"""What subscribers are told after each change: RECURRENCE-ID, EXDATE, SEQUENCE, and the same UID."""

from datetime import date, datetime, time
from typing import Any

import pytest
from icalendar import Event as Component

from events.actions.cancel_date import cancel_date
from events.actions.change_date import change_date
from events.actions.end_series import end_series
from events.actions.exclude_date import exclude_date
from events.actions.move_series import move_series
from events.actions.restore_date import restore_date
from events.actions.split_series import split_series
from events.actions.undo_series import undo_series
from events.models import CalendarEntry, Event
from tests.events.icalendar.reading import vevents
from tests.factories import EventFactory

SECOND, THIRD = datetime(2027, 1, 12, 10), datetime(2027, 1, 19, 10)


@pytest.fixture
def series(people: Any) -> Event:
    """Four Tuesdays in January 2027, from ten to twelve."""
    event = EventFactory(
        title="Inloop", region=people.region_a, live=False, start_date=date(2027, 1, 5),
        start_time=time(10), end_time=time(12), rule="FREQ=WEEKLY;COUNT=4",
    )  # fmt: skip
    event.save_revision().publish()
    return Event.objects.get(pk=event.pk)


def components(event: Event) -> list[Component]:
    """The series itself first, then its changed dates."""
    return sorted(vevents(event), key=lambda found: "RECURRENCE-ID" in found)


def sequence(event: Event) -> int:
    return CalendarEntry.objects.get(event=event).sequence


def test_changed_date_is_told_as_an_override(series: Event, people: Any) -> None:
    before = sequence(series)
    change_date(
        event=series, user=people.manager_a, original=SECOND, start_time=time(14),
        end_time=time(16),
    )  # fmt: skip
    whole, changed = components(series)
    assert changed["RECURRENCE-ID"].dt.replace(tzinfo=None) == SECOND
    assert changed.start.replace(tzinfo=None) == datetime(2027, 1, 12, 14)
    assert changed["UID"] == whole["UID"]
    assert sequence(series) == before + 1


def test_word_about_a_date_is_told_with_it(series: Event, people: Any) -> None:
    change_date(event=series, user=people.manager_a, original=SECOND, note="Neem brood mee")
    assert "Neem brood mee" in str(components(series)[1].get("DESCRIPTION"))


def test_cancelled_date_is_told_and_taken_back(series: Event, people: Any) -> None:
    before = sequence(series)
    cancel_date(event=series, user=people.manager_a, original=SECOND)
    assert components(series)[1]["STATUS"] == "CANCELLED"
    restore_date(event=series, user=people.manager_a, original=SECOND)
    assert len(components(series)) == 1
    assert sequence(series) == before + 2


def test_date_taken_out_is_an_exception_of_the_rule(series: Event, people: Any) -> None:
    exclude_date(event=series, user=people.manager_a, original=SECOND)
    [whole] = components(series)
    assert [found.dt.replace(tzinfo=None) for found in whole["EXDATE"].dts] == [SECOND]


def test_after_a_split_both_parts_are_told_under_their_own_names(
    series: Event, people: Any
) -> None:
    uid = CalendarEntry.objects.get(event=series).uid
    following = split_series(event=series, user=people.manager_a, at=THIRD).following
    [earlier], [later] = components(series), components(following)
    assert earlier["UID"] == uid != later["UID"]
    assert earlier["RRULE"]["COUNT"] == [2]
    assert later.start.replace(tzinfo=None) == THIRD
    undo_series(event=series, user=people.manager_a)
    assert components(series)[0]["RRULE"]["COUNT"] == [4]
    assert not following.calendar_texts.exists()


@pytest.mark.parametrize("kind", ["end", "move"])
def test_whole_series_is_told_anew_and_never_with_an_older_number(
    kind: str, series: Event, people: Any
) -> None:
    before = sequence(series)
    if kind == "end":
        end_series(event=series, user=people.manager_a, at=THIRD)
    else:
        move_series(event=series, user=people.manager_a, start=datetime(2027, 1, 6, 9),
                    end=datetime(2027, 1, 6, 10))  # fmt: skip
    assert sequence(series) == before + 1
    undo_series(event=series, user=people.manager_a)
    assert sequence(series) == before + 2


def test_draft_tells_subscribers_nothing(series: Event, people: Any) -> None:
    series.rule = "FREQ=DAILY;COUNT=2"
    series.save_revision()
    assert components(series)[0]["RRULE"]["COUNT"] == [4]
