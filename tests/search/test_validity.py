"""Whether something can be used now, as a filter of search."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import override_settings

from search.documents import (
    event_document,
    initiative_document,
    offer_document,
    organisation_document,
    practice_document,
)
from search.labels import vocabulary
from search.registry import source
from tests.factories import (
    EventFactory,
    InitiativeFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 10)
# Twelve months and six weeks: the usual schedule.
LONGEST = timedelta(days=365 + 42)


@pytest.fixture(autouse=True)
def today(clock):
    clock("2026-06-10 12:00")


def validity(document) -> str:
    (value,) = document.facets["validity"]
    return value


def offer(**fields) -> str:
    fields.setdefault("verified_on", TODAY)
    return validity(offer_document(OfferFactory(**fields), vocabulary()))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "current"),
        ({"phase": "idea"}, "current"),
        ({"phase": "ended"}, "ended"),
        ({"available_until": TODAY}, "current"),
        ({"available_until": TODAY - timedelta(days=1)}, "ended"),
        ({"available_from": TODAY}, "current"),
        ({"available_from": TODAY + timedelta(days=1)}, "upcoming"),
        ({"verified_on": TODAY - LONGEST}, "current"),
        ({"verified_on": TODAY - LONGEST - timedelta(days=1)}, "unconfirmed"),
        # Whether it is over matters more than whether somebody still says so.
        (
            {"verified_on": date(2020, 1, 1), "available_until": TODAY - timedelta(days=1)},
            "ended",
        ),
    ],
)
def test_of_an_offer(fields, expected):
    assert offer(**fields) == expected


def test_what_nobody_ever_confirmed_counts_from_its_publication():
    published = TODAY - LONGEST
    assert offer(verified_on=None, first_published_at=at(published)) == "current"
    published -= timedelta(days=1)
    assert offer(verified_on=None, first_published_at=at(published)) == "unconfirmed"


def at(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@pytest.mark.parametrize(
    ("make", "build"),
    [
        (InitiativeFactory, initiative_document),
        (PracticeFactory, practice_document),
        (OrganisationFactory, organisation_document),
    ],
)
def test_other_kinds_can_be_unconfirmed_as_well(make, build):
    words = vocabulary()
    assert validity(build(make(verified_on=TODAY), words)) == "current"
    assert validity(build(make(verified_on=date(2020, 1, 1)), words)) == "unconfirmed"


def test_an_event_is_current_while_a_date_is_to_come():
    words = vocabulary()
    coming, over = EventFactory(start_date=TODAY), EventFactory(start_date=date(2026, 6, 9))
    assert validity(event_document(coming, words)) == "current"
    assert validity(event_document(over, words)) == "ended"


@pytest.mark.parametrize("confirm_months", [1, 12])
def test_the_calendar_turns_what_it_makes_different_and_nothing_else(confirm_months, clock):
    """Over two weeks, whatever the schedule: exactly the items whose document differs."""
    words, first, last = vocabulary(), TODAY, TODAY + timedelta(days=14)
    with override_settings(FRESHNESS_CONFIRM_AFTER_MONTHS=confirm_months):
        holds = timedelta(days=confirm_months * 365 // 12 + 42)
        for days in (-1, 0, 1, 13, 14, 15):
            day = first + timedelta(days=days)
            OfferFactory(available_from=day, verified_on=TODAY)
            OfferFactory(available_until=day, verified_on=TODAY)
            OfferFactory(verified_on=day - holds)
            OfferFactory(verified_on=None, first_published_at=at(day - holds))
            PracticeFactory(verified_on=day - holds)
        for kind in ("offer", "practice"):
            known = source(kind)
            rows = known.model.objects.order_by("pk")
            before = {row.pk: validity(known.build(row, words)) for row in rows}
            turned = set(known.turns(first, last).values_list("pk", flat=True))
            clock("2026-06-24 12:00")
            after = {row.pk: validity(known.build(row, words)) for row in rows.all()}
            clock("2026-06-10 12:00")
            assert turned == {pk for pk in before if before[pk] != after[pk]}


def test_it_filters_and_shows_a_chip(client, index, committed):
    with committed():
        OfferFactory(title="Omscholing", verified_on=TODAY)
        OfferFactory(title="Voucher", phase="ended", verified_on=TODAY)
    dutch = client.get("/zoeken/?validity=ended").content.decode()
    assert "Voucher" in dutch
    assert "Omscholing" not in dutch
    assert "Afgelopen" in dutch
    english = client.get("/en/search/?validity=upcoming&validity=unconfirmed").content.decode()
    assert "Still to begin" in english
    assert "Not confirmed recently" in english
