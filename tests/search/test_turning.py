"""Documents that change with the calendar, without anybody saving anything."""

from datetime import date

import pytest
from django.utils import timezone

from search import outbox
from search.catalogue import all_documents
from search.drift import differences
from search.engines import get_engine
from search.models import IndexState, Outbox
from search.query import SearchQuery
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db

NIGHTS = [
    pytest.param("2026-06-15", "2026-06-15 23:59:59", "2026-06-16 00:00:01", id="summer"),
    pytest.param("2026-12-31", "2026-12-31 23:59:59", "2027-01-01 00:00:01", id="year-end"),
    # The clock goes from two to three, and from three to two: hours after midnight.
    pytest.param("2026-03-28", "2026-03-28 23:59:59", "2026-03-29 00:00:01", id="to-summer-time"),
    pytest.param("2026-03-29", "2026-03-29 23:59:59", "2026-03-30 00:00:01", id="a-short-day"),
    pytest.param("2026-10-24", "2026-10-24 23:59:59", "2026-10-25 00:00:01", id="to-winter-time"),
    pytest.param("2026-10-25", "2026-10-25 23:59:59", "2026-10-26 00:00:01", id="a-long-day"),
]


def current() -> dict[int, bool]:
    hits = get_engine().search(SearchQuery(per_page=100)).hits
    return {hit.document.pk: hit.document.current for hit in hits}


@pytest.fixture
def build(index):
    """Builds the index on the day that the clock shows."""

    def anew() -> None:
        outbox.enqueue_rebuild()
        outbox.drain()

    return anew


@pytest.mark.parametrize(("last_day", "before", "after"), NIGHTS)
def test_an_offer_is_over_in_the_night_after_its_last_day(
    build, committed, clock, last_day, before, after
):
    clock(before)
    with committed():
        offer = OfferFactory(available_until=date.fromisoformat(last_day))
        other = OfferFactory()
    build()
    assert current() == {offer.pk: True, other.pk: True}
    clock(after)
    assert outbox.drain() == 1
    assert current() == {offer.pk: False, other.pk: True}
    assert list(differences(get_engine())) == []


def test_a_day_is_applied_once(build, committed, clock):
    clock("2026-03-02 12:00")
    with committed():
        OfferFactory(available_until=date(2026, 3, 2))
    build()
    clock("2026-03-03 00:05")
    assert [outbox.drain(), outbox.drain()] == [1, 0]
    assert IndexState.now().day == date(2026, 3, 3)


def test_days_on_which_nothing_ran_are_made_up_for(build, committed, clock):
    clock("2026-03-02 12:00")
    with committed():
        over = [OfferFactory(available_until=date(2026, 3, day)) for day in (2, 5, 8)]
        lasting = OfferFactory(available_until=date(2026, 3, 9))
    build()
    clock("2026-03-09 08:00")
    assert outbox.drain() == 3
    assert current() == {**{offer.pk: False for offer in over}, lasting.pk: True}


def test_what_turned_waits_when_the_engine_is_away(build, committed, clock, monkeypatch):
    clock("2026-03-02 12:00")
    with committed():
        offer = OfferFactory(available_until=date(2026, 3, 2))
    build()
    clock("2026-03-03 00:05")
    monkeypatch.setattr("search.outbox.apply", lambda engine, rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        outbox.drain()
    assert Outbox.objects.filter(item_pk=offer.pk).exists()
    monkeypatch.undo()
    clock("2026-03-03 00:10")
    outbox.drain()
    assert current() == {offer.pk: False}


def test_an_index_of_an_unknown_day_is_made_right(index, committed, clock):
    clock("2026-03-02 12:00")
    with committed():
        offer = OfferFactory(available_until=date(2026, 3, 3))
    index.rebuild(all_documents())
    IndexState.objects.all().delete()
    clock("2026-03-05 12:00")
    outbox.drain()
    assert current() == {offer.pk: False}
    assert IndexState.now().day == timezone.localdate()


def test_a_clock_that_goes_back_changes_nothing(build, clock):
    clock("2026-03-03 00:05")
    build()
    clock("2026-03-02 23:55")
    assert outbox.drain() == 0
    assert IndexState.now().day == date(2026, 3, 3)
