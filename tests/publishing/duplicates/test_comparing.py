"""How well the engine tells the same from the related, measured on labelled pairs."""

import pytest

from publishing.duplicates.comparing import SAME_FROM, compare
from publishing.duplicates.description import Description
from publishing.duplicates.keys import keys_of
from publishing.duplicates.relations import Relation
from publishing.duplicates.signs import Signal
from tests.publishing.duplicates.labelled_pairs import at, read_pairs

PARTS = ("tuning", "testing")


def offer(title, **fields):
    return Description(kind="offer", titles=(title,), **fields)


@pytest.mark.parametrize("part", PARTS)
def test_the_same_is_called_so_with_few_mistakes_and_little_missed(part, record_property):
    measured = at(read_pairs(part), SAME_FROM)
    record_property(part, f"precision {measured.precision:.3f}, recall {measured.recall:.3f}")

    assert measured.precision >= 0.95
    assert measured.recall >= 0.85


def test_there_are_enough_pairs_of_every_sort():
    pairs = [pair for part in PARTS for pair in read_pairs(part)]
    assert len(pairs) >= 200
    for relation in Relation:
        assert sum(pair.relation == relation for pair in pairs) >= 50


@pytest.mark.parametrize("part", PARTS)
def test_who_is_asked_first_makes_no_difference(part):
    for pair in read_pairs(part):
        there, back = compare(pair.one, pair.other), compare(pair.other, pair.one)
        assert (there.relation, there.score) == (back.relation, back.score), str(pair)


@pytest.mark.parametrize("part", PARTS)
def test_what_is_the_same_is_looked_up_by_a_key_that_both_have(part):
    """A pair without one would never be compared. At most one in twenty may be lost."""
    pairs = [pair for pair in read_pairs(part) if pair.relation == Relation.SAME]
    lost = [str(pair) for pair in pairs if not set(keys_of(pair.one)) & set(keys_of(pair.other))]

    assert len(lost) * 20 <= len(pairs), lost


def test_a_description_survives_being_stored():
    for pair in read_pairs("testing"):
        assert Description.from_data(pair.one.as_data()) == pair.one


def test_the_same_scheme_of_another_province_is_related_and_says_so():
    found = compare(
        offer("ICT-voucher Flevoland", owner=1, provinces=frozenset({"NL-FL"})),
        offer("ICT-voucher Drenthe", owner=1, provinces=frozenset({"NL-DR"})),
    )
    assert found.relation == Relation.RELATED
    assert [sign.signal for sign in found.signs] == [
        Signal.SAME_OWNER,
        Signal.SAME_TITLE,
        Signal.OTHER_PROVINCE,
    ]
    assert found.signs[2].in_words({"NL-DR": "Drenthe"}) == "maar in Drenthe"


def test_another_sort_of_item_is_never_the_same():
    found = compare(offer("Codestart Zwolle"), Description("initiative", ("Codestart Zwolle",)))
    assert found.relation == Relation.RELATED


def test_a_title_of_thousands_of_words_takes_no_longer():
    long = offer(" ".join(f"woord{number}" for number in range(5000)))
    assert len(keys_of(long)) < 100


@pytest.mark.parametrize("title", ["", " ", "!!!", "\x00", "de het een", "😀", "a" * 500])
def test_a_title_that_says_nothing_is_like_nothing(title):
    assert compare(offer(title), offer("Codestart Zwolle")).relation == Relation.DIFFERENT
