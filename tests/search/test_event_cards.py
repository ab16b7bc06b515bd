"""What a page of results says of when an event is."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils.translation import override

from search.catalogue import all_documents
from tests.factories import EventFactory, OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def card_of(client, index, clock):
    """The card of the one event that a search finds."""
    clock("2027-02-03 12:00:00")

    def card(**fields):
        EventFactory(**{"title": "Lezing", "start_date": date(2027, 2, 4), **fields})
        index.index(all_documents())
        with override("en"):
            response = client.get(reverse("search:search") + "?kind=event")
        (found,) = response.context["cards"]
        return found

    return card


def test_card_has_the_day_and_the_hours(card_of):
    card = card_of()
    assert card["when"] == "Thursday 4 February 2027, 10:00 to 12:00"
    assert card["machine"] == "2027-02-04T10:00+01:00"


def test_card_has_the_clock_of_the_place(card_of):
    when = card_of(time_zone="Europe/London")["when"]
    assert "10:00 to 12:00" in when
    assert "London" in when


def test_card_of_an_old_fact_names_no_day(card_of):
    card = card_of(
        all_day=True,
        start_time=None,
        end_time=None,
        start_date=date(2022, 6, 1),
        end_date=date(2022, 6, 30),
        precision="month",
    )
    assert (card["when"], card["machine"]) == ("June 2022", "2022-06")


def test_card_has_the_next_date_of_a_series(card_of):
    card = card_of(
        start_date=date(2027, 1, 4), start_time=time(9), end_time=time(10), rule="FREQ=WEEKLY"
    )
    assert card["when"].startswith("Monday 8 February 2027, 09:00")


def test_card_says_what_does_not_go_ahead(card_of):
    assert card_of(status="cancelled")["when"].startswith("Cancelled: Thursday")


def test_other_cards_have_a_day_or_none(client, index):
    OfferFactory()
    index.index(all_documents())
    (card,) = client.get(reverse("search:search")).context["cards"]
    assert card["date"] is None
    assert "when" not in card
