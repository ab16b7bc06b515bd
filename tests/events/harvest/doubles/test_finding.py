"""What is in the calendar already that a record of a feed tells as well."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from events.harvest.doubles.finding import find, find_many
from events.models import EventJoin
from harvest.models import Source
from tests.events.harvest.doubles.conftest import DAY, stored, told

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def test_an_event_typed_by_hand_is_found_with_the_reasons(make_event: Make, source: Source) -> None:
    event = make_event()

    (alike,) = find(told(), source=source)

    assert (alike.item_pk, alike.is_certain) == (event.pk, True)
    assert alike.url == event.get_absolute_url()
    assert alike.reasons == ("dezelfde titel", "op hetzelfde tijdstip", "dezelfde plaats")
    with override("en"):
        assert find(told(), source=source)[0].reasons[1] == "at the same time"


def test_the_next_room_is_asked_about(make_event: Make, source: Source) -> None:
    make_event(location_name="Techniekhuis zaal 1")

    (alike,) = find(told(location_name="Techniekhuis zaal 2"), source=source)

    assert not alike.is_certain


@pytest.mark.parametrize(
    "values",
    [
        {"location_address": "Stationsplein 1, 8232 AA Lelystad"},
        {"title": "Robotica voor de maakindustrie deel 2"},
        {"title": "Sollicitatietraining"},
        {"start": f"{DAY + timedelta(1)}T13:00:00", "end": f"{DAY + timedelta(1)}T17:00:00"},
    ],
)
def test_another_event_is_not_found(make_event: Make, source: Source, values: Any) -> None:
    make_event()

    assert find(told(**values), source=source) == []


def test_of_what_is_not_public_only_is_told_that_it_is_there(
    make_event: Make, source: Source
) -> None:
    make_event(live=False, title_en="Secret")

    (alike,) = find(told(), source=source)

    assert not alike.is_certain
    assert (alike.title, alike.url) == ("een evenement dat nog niet openbaar is", "")


def test_a_draft_that_another_feed_made_is_the_same_for_certain(
    make_event: Make, source: Source, other_source: Source
) -> None:
    event = make_event(live=False)
    stored(other_source, told("other"), event)

    assert find(told(), source=source)[0].is_certain


def test_what_was_withdrawn_is_not_found(make_event: Make, source: Source) -> None:
    event = make_event()
    event.unpublish()
    event.refresh_from_db()
    event.first_published_at = event.created_at
    event.save()

    assert find(told(), source=source) == []


def test_a_person_chooses_when_two_events_are_the_same(make_event: Make, source: Source) -> None:
    make_event(), make_event()

    assert [alike.is_certain for alike in find(told(), source=source)] == [False, False]


def test_two_records_of_one_feed_are_never_the_same(make_event: Make, source: Source) -> None:
    stored(source, told("first"), make_event())

    assert find(told("second"), source=source) == []


def test_what_was_taken_apart_is_not_found_again(make_event: Make, source: Source) -> None:
    event = make_event()
    EventJoin.objects.create(
        event=event,
        source=None,
        organisation=source.organisation,
        key="uid-1",
        undone_at=event.created_at,
    )

    assert find(told("uid-1"), source=source) == []
    assert find(told("uid-2"), source=source)[0].is_certain


def test_a_date_of_a_series_is_asked_about(make_event: Make, source: Source) -> None:
    series = make_event(start_date=DAY - timedelta(14), rule="FREQ=WEEKLY")

    (alike,) = find(told(), source=source)

    assert (alike.item_pk, alike.is_certain) == (series.pk, False)
    assert "maar een van de twee herhaalt zich" in alike.reasons


def test_what_is_no_event_has_no_doubles(make_event: Make, source: Source) -> None:
    make_event()

    assert find(told(start="gisteren"), source=source) == []
    assert find(told(time_zone="Maan/Zee"), source=source) == []


def test_looking_for_many_asks_no_more_than_for_one(
    make_event: Make, source: Source, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_event()
    reads = [told(f"uid-{number}", title=f"Iets anders {number}") for number in range(50)]

    with django_assert_max_num_queries(8):
        found = find_many([*reads, told()], source=source)

    assert [len(alike) for alike in found] == [0] * 50 + [1]
