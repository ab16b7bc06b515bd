"""Asking only which items match, for pages that show something else than documents."""

from dataclasses import replace
from datetime import date

import pytest

from search.query import SearchQuery
from tests.search.conftest import make_document

EVENTS = SearchQuery(fixed={"kind": ("event",)}, per_page=5)


def _event(pk, title="Bijeenkomst", **fields):
    return make_document(pk, title, kind="event", **fields)


def test_they_are_those_of_everything_that_matches_not_of_a_page(filled):
    engine = filled(*(_event(pk) for pk in range(1, 31)), make_document(40, "Bijeenkomst"))
    assert engine.keys(EVENTS, limit=1000) == list(range(1, 31))


def test_of_too_many_come_the_lowest(filled):
    engine = filled(*(_event(pk) for pk in range(1, 31)))
    assert engine.keys(EVENTS, limit=12) == list(range(1, 13))


def test_keys_may_be_larger_than_four_bytes_hold(filled):
    assert filled(_event(2**40)).keys(EVENTS, limit=10) == [2**40]


def test_words_filters_and_days_narrow_them_as_they_narrow_a_search(filled):
    engine = filled(
        _event(1, "Open dag", provinces=("NL-FL",), dates=(date(2027, 3, 1), date(2027, 4, 1))),
        _event(2, "Open dag", provinces=("NL-GR",), dates=(date(2027, 3, 1),)),
        _event(3, "Congres", provinces=("NL-FL",), dates=(date(2027, 5, 1),)),
        _event(4, "Congres", national=True, dates=(date(2027, 3, 2),)),
    )
    in_flevoland = replace(EVENTS, selected={"province": ("NL-FL",)})
    march = {"date_from": date(2027, 3, 1), "date_to": date(2027, 3, 31)}
    assert engine.keys(replace(EVENTS, text="open dag"), 10) == [1, 2]
    assert engine.keys(in_flevoland, 10) == [1, 3, 4]
    assert engine.keys(replace(in_flevoland, **march), 10) == [1, 4]
    assert engine.keys(replace(in_flevoland, national=False, **march), 10) == [1]


def test_keys_of_several_kinds_would_say_nothing(filled):
    with pytest.raises(ValueError, match="one kind"):
        filled(_event(1)).keys(SearchQuery(), 10)
