"""Which pairs in the calendar are probably one event, announced twice."""

from datetime import timedelta
from typing import Any

import pytest

from events.models import Event, PairVerdict
from events.overlap import look_alikes as module
from events.overlap.likeness import Sign
from events.overlap.look_alikes import LookAlikes, look_alikes
from tests.events.overlap.planning import DAY, Country

pytestmark = pytest.mark.django_db

TITLE = "Banenmarkt ICT Lelystad"


def _look(**only: Any) -> LookAlikes:
    return look_alikes(DAY - timedelta(days=7), DAY + timedelta(days=7), **only)


def _pairs(**only: Any) -> list[set[Event]]:
    return [set(pair.events) for pair in _look(**only).pairs]


@pytest.fixture
def twins(country: Country) -> list[Event]:
    return [
        country.event(title=TITLE, location_name="Stadhuis Lelystad", region=country.region),
        country.event(title="ICT-banenmarkt Lelystad", location_name="Stadhuis, Lelystad"),
    ]


def test_nearly_the_same_title_on_the_same_day_in_the_same_place(
    country: Country, twins: list[Event]
) -> None:
    country.event(title=TITLE, location_name="Bibliotheek Almere")
    country.event(DAY + timedelta(days=1), title=TITLE, location_name="Stadhuis Lelystad")
    country.event(title="Heel iets anders", location_name="Stadhuis Lelystad")
    (pair,) = _look().pairs
    assert set(pair.events) == set(twins)
    assert pair.signs == (Sign.TITLE, Sign.DAY, Sign.PLACE)
    assert _look().complete


def test_both_online_are_in_one_place(country: Country) -> None:
    twins = {country.event(title=TITLE, online_url="https://example.org/") for _n in range(2)}
    assert _pairs() == [twins]


def test_an_unknown_place_may_be_the_same_within_a_province(country: Country) -> None:
    known = country.event(title=TITLE, location_name="Stadhuis")
    unknown = country.event(title=TITLE)
    country.event(title=TITLE, provinces=[country.utrecht])
    assert _pairs() == [{known, unknown}]


def test_two_series_are_one_pair(country: Country) -> None:
    series = {
        country.event(title=TITLE, location_name="Stadhuis", rule="FREQ=DAILY;COUNT=4")
        for _number in range(2)
    }
    assert _pairs() == [series]


def test_three_of_a_kind_are_three_pairs(country: Country, twins: list[Event]) -> None:
    country.event(title=TITLE, location_name="Stadhuis Lelystad")
    assert len(_pairs()) == 3


def test_titles_of_short_words_are_compared_too(country: Country) -> None:
    twins = {country.event(title="AI en ik", location_name="De Hal") for _number in range(2)}
    assert _pairs() == [twins]


def test_parts_of_one_larger_event_are_no_doubles(country: Country) -> None:
    week = country.event(title=TITLE, location_name="Stadhuis")
    for _number in range(2):
        country.event(title=TITLE, location_name="Stadhuis", part_of=week)
    assert _pairs() == []


@pytest.mark.parametrize("verdict", PairVerdict.Verdict.values)
def test_what_was_judged_is_not_asked_again(verdict: str, twins: list[Event]) -> None:
    PairVerdict.objects.create(first=twins[0], second=twins[1], verdict=verdict)
    assert _pairs() == []


def test_other_days_and_what_does_not_take_place_are_left_out(country: Country) -> None:
    for day, status in ((DAY, "cancelled"), (DAY + timedelta(days=8), "scheduled")):
        for _number in range(2):
            country.event(day, title=TITLE, location_name="Stadhuis", status=status)
    assert _pairs() == []


def test_can_be_limited_to_pairs_that_concern_a_region(
    country: Country, twins: list[Event]
) -> None:
    assert _pairs(regions={country.region.pk}) == [set(twins)]
    assert _pairs(regions={country.utrecht.region_id}) == []


def test_what_goes_on_for_days_meets_what_is_on_one_of_them(country: Country) -> None:
    fair = country.event(DAY - timedelta(days=2), end_date=DAY + timedelta(days=2), all_day=True,
                         start_time=None, end_time=None, title=TITLE,
                         location_name="Stadhuis")  # fmt: skip
    day = country.event(title=TITLE, location_name="Stadhuis")
    assert _pairs() == [{fair, day}]


@pytest.mark.parametrize("limit", ["MOST", "MOST_COMPARED"])
def test_more_than_is_allowed_is_said(limit: str, monkeypatch: Any, country: Country) -> None:
    monkeypatch.setattr(module, limit, 2)
    for _number in range(4):
        country.event(title=TITLE, location_name="Stadhuis")
    found = _look()
    assert not found.complete
    assert 0 < len(found.pairs) <= 3


def test_more_events_take_no_more_queries(country: Country, django_assert_num_queries: Any) -> None:
    for count in (2, 8):
        for _number in range(count):
            country.event(title=TITLE, location_name="Stadhuis")
        with django_assert_num_queries(5):
            _look()
