from collections import Counter

import pytest

from search.places import longest_place, place_named, places_beginning_with, rows

MUNICIPALITIES = {
    "NL-GR": 10, "NL-FR": 18, "NL-DR": 12, "NL-OV": 25, "NL-FL": 6, "NL-GE": 51,
    "NL-UT": 26, "NL-NH": 44, "NL-ZH": 50, "NL-ZE": 13, "NL-NB": 56, "NL-LI": 31,
}  # fmt: skip


def test_every_municipality_is_there_once():
    found = [row for row in rows() if row.kind == "municipality"]
    assert Counter(row.place.province for row in found) == MUNICIPALITIES
    names = Counter((row.place.name, row.place.province) for row in found)
    assert set(names.values()) == {1}


def test_every_line_of_the_data_can_be_used():
    for row in rows():
        assert row.place.province in MUNICIPALITIES, row
        assert 0 <= row.size <= 5, row
        assert all(name == name.strip() and name for name in row.names), row
        assert row.kind in {"province", "municipality", "place", "area"}, row


@pytest.mark.parametrize(
    ("words", "name", "province"),
    [
        ("almere", "Almere", "NL-FL"),
        ("den haag", "Den Haag", "NL-ZH"),
        ("s-gravenhage", "Den Haag", "NL-ZH"),
        ("s gravenhage", "Den Haag", "NL-ZH"),
        ("den bosch", "Den Bosch", "NL-NB"),
        ("shertogenbosch", "Den Bosch", "NL-NB"),
        ("alphen aan den rijn", "Alphen aan den Rijn", "NL-ZH"),
        ("sudwest fryslan", "Súdwest-Fryslân", "NL-FR"),
        ("hoofddorp", "Hoofddorp", "NL-NH"),
        ("twente", "Twente", "NL-OV"),
        ("bergen", "Bergen", "NL-NH"),
        ("flevoland", "Flevoland", "NL-FL"),
        ("noord-brabant", "Noord-Brabant", "NL-NB"),
        ("noordbrabant", "Noord-Brabant", "NL-NB"),
        ("brabant", "Noord-Brabant", "NL-NB"),
        ("zuid holland", "Zuid-Holland", "NL-ZH"),
        ("fryslan", "Friesland", "NL-FR"),
        ("friesland", "Friesland", "NL-FR"),
        ("limburg", "Limburg", "NL-LI"),
    ],
)
def test_place_is_known_by_every_name_it_has(words, name, province):
    place = place_named(tuple(words.split()))
    assert place is not None
    assert (place.name, place.province) == (name, province)


@pytest.mark.parametrize("words", ["omscholing", "", "den", "haag almere", "al mere", "be st"])
def test_other_words_are_no_place(words):
    assert place_named(tuple(words.split())) is None


@pytest.mark.parametrize("word", ["best", "goes", "leiden", "houten", "putten", "horst", "echt"])
def test_names_that_are_ordinary_words_say_so(word):
    place = place_named((word,))
    assert place is not None
    assert place.is_word


@pytest.mark.parametrize("name", ["almere", "utrecht", "groningen", "zwolle", "delft", "oss"])
def test_other_names_stand_for_themselves(name):
    place = place_named((name,))
    assert place is not None
    assert not place.is_word


def test_longest_name_has_four_words():
    assert longest_place() == 4


def test_larger_places_come_first_while_typing():
    names = [place.name for place in places_beginning_with("al", 4)]
    assert names == ["Almere", "Alkmaar", "Alphen aan den Rijn", "Almelo"]
    assert places_beginning_with("FL", 1)[0].name == "Flevoland"


def test_what_is_typed_may_be_another_name():
    assert [place.name for place in places_beginning_with("'s-hertog", 5)] == ["Den Bosch"]
    assert [place.name for place in places_beginning_with("sud", 5)] == ["Súdwest-Fryslân"]


def test_a_place_is_suggested_once():
    assert [place.name for place in places_beginning_with("utrecht", 9)] == [
        "Utrecht",
        "Utrechtse Heuvelrug",
    ]


@pytest.mark.parametrize(("text", "limit"), [("", 5), ("-", 5), ("zzz", 5), ("al", 0)])
def test_nothing_typed_or_known_gives_no_place(text, limit):
    assert places_beginning_with(text, limit) == []
