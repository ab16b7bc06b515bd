"""Joined by itself is only what nobody doubts; what a person should look at is asked."""

from dataclasses import replace

import pytest

from events.harvest.doubles.comparing import Sureness
from events.harvest.doubles.features import page_of
from events.harvest.doubles.places import Where, compare
from events.overlap.proposal import Place
from tests.events.harvest.doubles.labelled import LabelledPair, read_pairs

PAIRS = read_pairs()


def share(pairs: list[LabelledPair], sureness: Sureness) -> float:
    return sum(pair.compared().sureness >= sureness for pair in pairs) / len(pairs)


def labelled(*labels: str) -> list[LabelledPair]:
    return [pair for pair in PAIRS if pair.label in labels]


def test_nothing_is_joined_by_itself_that_is_not_the_same() -> None:
    joined = [pair for pair in PAIRS if pair.compared().sureness == Sureness.CERTAIN]

    assert [str(pair) for pair in joined if pair.label != "same"] == []
    assert len(joined) >= 20


def test_most_of_what_is_the_same_needs_nobody() -> None:
    assert share(labelled("same"), Sureness.CERTAIN) >= 0.6


def test_nearly_all_that_is_or_may_be_the_same_is_joined_or_asked() -> None:
    assert share(labelled("same"), Sureness.LIKELY) == 1
    assert share(labelled("likely"), Sureness.LIKELY) >= 0.9


def test_managers_are_seldom_asked_about_what_has_nothing_to_do_with_each_other() -> None:
    asked = [pair for pair in PAIRS if pair.compared().sureness >= Sureness.LIKELY]

    assert sum(pair.label == "different" for pair in asked) / len(asked) <= 0.1


def test_it_makes_no_difference_which_of_the_two_comes_first() -> None:
    turned = [replace(pair, one=pair.other, other=pair.one) for pair in PAIRS]

    for pair, other in zip(PAIRS, turned, strict=True):
        assert pair.compared() == other.compared(), pair


def test_reasons_are_given_for_whatever_is_found() -> None:
    for pair in PAIRS:
        compared = pair.compared()
        assert bool(compared.signs) == (compared.sureness > Sureness.DIFFERENT), pair


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        (Place("Stadhuis"), Place("Stadhuis"), Where.ALIKE),
        (Place("Stadhuis, Almere"), Place("Stadhuis, Lelystad"), Where.OTHER),
        (Place("", "Dok 1, 8321 AA Urk"), Place("Lashal", "Dok 1, 8321AA Urk"), Where.SAME),
        (Place("De Brug"), Place("De Brug", "Kerkweg 5, Urk"), Where.ALIKE),
        (Place("De Brug Urk"), Place("De Brug", "Kerkweg 5, Urk"), Where.SAME),
        (Place("Zaal 1", "Dok 1, Urk"), Place("Zaal 2", "Dok 1, Urk"), Where.ALIKE),
        (Place(online=True), Place(online=True), Where.BOTH_ONLINE),
        (Place(online=True), Place("De Brug"), Where.OTHER),
        (Place(), Place("De Brug"), Where.UNKNOWN),
    ],
)
def test_a_place_is_the_same_when_it_says_enough(one: Place, other: Place, where: Where) -> None:
    assert compare(one, other) == where


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/agenda/12", "http://www.a.example/agenda/12/"),
        ("https://a.example/?id=1&utm_source=x", "https://a.example/?id=1"),
    ],
)
def test_an_address_is_that_of_the_same_page_however_it_is_written(one: str, other: str) -> None:
    assert page_of(one) == page_of(other) != ""


@pytest.mark.parametrize("address", ["https://a.example/", "a.example/index.html", "", "http://["])
def test_a_front_door_is_no_page_of_an_event(address: str) -> None:
    assert page_of(address) == ""
