"""What live events amount to on the calendar."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from events.horizon import horizon
from events.materialising import materialise
from events.models import Event, EventChange, Occurrence
from events.signals import occurrences_changed
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db

TODAY = date.today()


def _weekly(**fields):
    start = TODAY - timedelta(days=7)
    return EventFactory(start_date=start, rule="FREQ=WEEKLY", **fields)


def _moments(event):
    return list(event.occurrences.values_list("starts_at", "ends_at"))


def test_something_that_does_not_repeat_has_one_date_in_utc():
    event = EventFactory(start_date=date(2027, 7, 1), start_time=time(9), end_time=time(10, 30))
    expected = datetime(2027, 7, 1, 7, tzinfo=UTC), datetime(2027, 7, 1, 8, 30, tzinfo=UTC)
    assert _moments(event) == [expected]


def test_it_keeps_its_date_however_long_ago_that_was():
    event = EventFactory(start_date=date(2019, 3, 4), all_day=True, end_date=date(2019, 3, 6))
    (row,) = event.occurrences.all()
    assert (row.first_day, row.last_day, row.original) == (
        date(2019, 3, 4),
        date(2019, 3, 6),
        "2019-03-04",
    )


def test_a_series_has_its_dates_within_the_horizon():
    event = EventFactory(start_date=date(2010, 1, 4), rule="FREQ=WEEKLY")
    days = list(event.occurrences.values_list("first_day", flat=True))
    window = horizon()
    assert window.first <= days[0] < window.first + timedelta(days=7)
    assert window.last - timedelta(days=7) < days[-1] <= window.last
    assert {day.weekday() for day in days} == {0}


def test_a_series_that_is_long_over_keeps_its_first_date_so_that_it_is_found():
    event = EventFactory(start_date=date(2010, 1, 4), rule="FREQ=WEEKLY;COUNT=3")
    assert list(event.occurrences.values_list("first_day", flat=True)) == [date(2010, 1, 4)]


def test_only_live_events_have_dates():
    event = EventFactory(live=False)
    assert not event.occurrences.exists()
    event.live = True
    event.save()
    assert event.occurrences.count() == 1
    event.live = False
    event.save()
    assert not event.occurrences.exists()


def test_a_changed_and_a_cancelled_date_are_known_by_the_date_of_the_rule():
    event = _weekly()
    second, third = TODAY + timedelta(days=7), TODAY + timedelta(days=14)
    event.changes.add(
        EventChange(original_date=second, start_time=time(15), location_name="Zaal B"),
        EventChange(original_date=third, cancelled=True),
    )
    event.save()
    moved = event.occurrences.get(original=f"{second}T10:00:00")
    assert moved.change.location_name == moved.value("location_name") == "Zaal B"
    assert (moved.ends_at - moved.starts_at) == timedelta(hours=2)
    assert event.occurrences.get(original=f"{third}T10:00:00").is_cancelled
    assert event.occurrences.filter(status="cancelled").count() == 1


def test_an_excluded_date_is_none():
    event = _weekly(excluded_dates=[f"{TODAY}"])
    assert not event.occurrences.filter(first_day=TODAY).exists()
    assert event.occurrences.filter(first_day=TODAY + timedelta(days=7)).exists()


def test_every_date_of_a_cancelled_event_says_so():
    event = _weekly(status=Event.Status.CANCELLED)
    assert set(event.occurrences.values_list("status", flat=True)) == {"cancelled"}


def test_a_draft_of_a_live_event_changes_nothing_on_the_calendar():
    event = EventFactory()
    before = _moments(event)
    event.start_date += timedelta(days=3)
    event.save_revision()
    assert _moments(event) == before
    materialise([event.pk])
    assert _moments(event) == before


def test_publishing_a_draft_moves_the_date_and_keeps_its_row():
    event = EventFactory(start_time=time(10))
    row = event.occurrences.get()
    event.title = "Anders"
    event.end_time = time(13)
    event.save_revision().publish(skip_permission_checks=True)
    again = event.occurrences.get()
    assert again.pk == row.pk
    assert again.ends_at - again.starts_at == timedelta(hours=3)


def test_doing_it_again_writes_nothing():
    keys = [_weekly().pk, EventFactory().pk]
    heard = []
    occurrences_changed.connect(heard.append, weak=False, dispatch_uid="test")
    try:
        assert materialise(keys) == 0
    finally:
        occurrences_changed.disconnect(dispatch_uid="test")
    assert heard == []


def test_the_number_of_queries_does_not_grow_with_the_number_of_events(
    django_assert_max_num_queries,
):
    keys = [EventFactory().pk for _number in range(20)]
    Occurrence.objects.all().delete()
    with django_assert_max_num_queries(30):
        materialise(keys)
    assert Occurrence.objects.count() == 20


def test_an_event_that_cannot_be_read_does_not_cost_others_their_dates(caplog):
    broken, sound = EventFactory(), EventFactory()
    Event.objects.filter(pk=broken.pk).update(rule="FREQ=NEVER")
    Event.objects.filter(pk=sound.pk).update(start_date=date(2027, 1, 1))
    materialise([broken.pk, sound.pk])
    assert sound.occurrences.get().first_day == date(2027, 1, 1)
    assert broken.occurrences.count() == 1
    assert f"event {broken.pk}" in caplog.text


def test_days_find_what_began_before_them_and_is_still_going_on():
    conference = EventFactory(start_date=date(2027, 5, 1), end_date=date(2027, 5, 3), all_day=True)
    EventFactory(start_date=date(2027, 5, 1))
    found = Occurrence.objects.touching_days(date(2027, 5, 3), date(2027, 5, 9))
    assert [row.event for row in found] == [conference]


def test_what_ends_when_something_else_begins_does_not_overlap_it():
    EventFactory(start_date=date(2027, 5, 1), start_time=time(10), end_time=time(12))
    noon = datetime(2027, 5, 1, 10, tzinfo=UTC)
    assert not Occurrence.objects.overlapping(noon, noon + timedelta(hours=1)).exists()
    assert Occurrence.objects.overlapping(noon - timedelta(minutes=1), noon).exists()
