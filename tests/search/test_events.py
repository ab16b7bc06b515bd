"""What the index knows of events, and when it hears of them."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Event, EventChange
from search import outbox
from search.catalogue import live_documents
from search.drift import differences
from search.engines import get_engine
from search.labels import vocabulary
from search.query import SearchQuery
from search.registry import source
from tests.factories import EventFactory, InitiativeFactory, OrganisationFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


def document_of(event):
    known = source("event")
    return known.build(known.live().get(pk=event.pk), vocabulary())


def _keys(**fields):
    return get_engine().keys(SearchQuery(fixed={"kind": ("event",)}, **fields), 100)


def test_the_days_of_a_series_are_all_in_its_document(clock):
    clock("2027-01-10 12:00")
    event = EventFactory(start_date=date(2027, 1, 5), rule="FREQ=WEEKLY;COUNT=3")
    document = document_of(event)
    assert document.dates == (date(2027, 1, 5), date(2027, 1, 12), date(2027, 1, 19))
    assert document.next_date == date(2027, 1, 12)
    assert document.current


def test_something_of_several_days_is_found_by_each_of_them(clock):
    clock("2027-02-02 12:00")
    event = EventFactory(start_date=date(2027, 2, 1), end_date=date(2027, 2, 3), all_day=True)
    document = document_of(event)
    assert document.dates == (date(2027, 2, 1), date(2027, 2, 2), date(2027, 2, 3))
    assert document.next_date == date(2027, 2, 1)


def test_what_is_over_is_still_there_and_says_so(clock):
    clock("2027-02-02 12:00")
    document = document_of(EventFactory(start_date=date(2026, 12, 1)))
    assert document.next_date == date(2026, 12, 1)
    assert not document.current


def test_a_card_shows_rather_a_date_that_goes_ahead(clock):
    clock("2027-01-10 12:00")
    event = EventFactory(start_date=date(2027, 1, 5), rule="FREQ=WEEKLY;COUNT=3")
    event.changes.add(EventChange(original_date=date(2027, 1, 12), cancelled=True))
    event.save()
    card = document_of(event).card["event"]
    assert card["starts_at"] == "2027-01-19T09:00:00+00:00"
    assert card["status"] == "scheduled"
    assert card["repeats"]


def test_an_event_is_found_by_its_place_its_organisations_and_its_initiative():
    event = EventFactory(
        location_name="De Nieuwe Bibliotheek",
        location_address="Stadhuisplein 101, Almere",
        initiative=InitiativeFactory(title="Digitale Werkplaats"),
        owner=OrganisationFactory(title="Windesheim"),
    )
    document = document_of(event)
    assert "Stadhuisplein 101" in document.bodies["nl"]
    assert "Digitale Werkplaats" in document.bodies["nl"]
    assert document.names["nl"] == "Windesheim"


@pytest.mark.parametrize(
    ("fields", "mode"),
    [
        ({"location_name": "Zaal 1"}, ("on-site",)),
        ({"online_url": "https://example.org/x"}, ("online",)),
        ({"online_url": "https://example.org/x", "location_name": "Zaal 1"}, ("hybrid",)),
        ({"status": Event.Status.MOVED_ONLINE, "location_name": "Zaal 1"}, ("online",)),
    ],
)
def test_where_people_take_part_follows_from_place_and_address(fields, mode):
    assert document_of(EventFactory(**fields)).facets["mode"] == mode


def test_an_event_that_does_not_say_where_counts_everywhere():
    ProvinceFactory(code="NL-FL")
    assert document_of(EventFactory()).is_national
    assert not document_of(EventFactory(provinces=[ProvinceFactory()])).is_national


def test_publishing_moving_and_archiving_reach_the_index(index, committed):
    with committed():
        event = EventFactory(start_date=date(2027, 3, 1))
    march = {"date_from": date(2027, 3, 1), "date_to": date(2027, 3, 31)}
    assert _keys(**march) == [event.pk]
    with committed():
        event.start_date = date(2027, 4, 1)
        event.save()
    assert _keys(**march) == []
    assert _keys() == [event.pk]
    with committed():
        event.changes.add(EventChange(original_date=date(2027, 4, 1), start_time=time(9)))
        event.save()
    assert list(differences(get_engine())) == []
    with committed():
        event.live = False
        event.save()
    assert _keys() == []


def test_the_night_after_a_date_the_next_one_is_shown(index, committed, clock):
    clock("2027-01-05 23:59")
    with committed():
        event = EventFactory(start_date=date(2027, 1, 5), rule="FREQ=WEEKLY;COUNT=2")
        EventFactory(start_date=date(2027, 6, 1))
    outbox.enqueue_rebuild()
    outbox.drain()
    clock("2027-01-06 00:01")
    assert outbox.drain() == 1
    (hit,) = (
        get_engine().search(SearchQuery(date_to=date(2027, 2, 1), fixed={"kind": ("event",)})).hits
    )
    assert (hit.document.pk, hit.document.next_date) == (event.pk, date(2027, 1, 12))
    assert list(differences(get_engine())) == []


def test_a_renamed_initiative_changes_what_its_events_are_found_by(index, committed):
    with committed():
        initiative = InitiativeFactory(title="Werkplaats")
        EventFactory(initiative=initiative)
    with committed():
        initiative.title = "Leerplek"
        initiative.save()
    assert list(differences(get_engine())) == []


def test_reading_many_events_takes_no_more_queries_than_reading_a_few():
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(live_documents(source("event")))
        return len(captured)

    def make(number: int) -> None:
        for _ in range(number):
            EventFactory(
                owner=OrganisationFactory(),
                initiative=InitiativeFactory(),
                provinces=[ProvinceFactory()],
                rule="FREQ=DAILY;COUNT=4",
            )

    make(2)
    few = queries()
    make(18)
    assert queries() == few <= 45
