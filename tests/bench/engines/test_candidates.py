"""The candidates that need no server, over a handful of records."""

import pytest
from django.db import connection

from bench.engines.candidates import Place
from bench.engines.candidates.bitmaps import BitmapCandidate, BitmapEngine, bitmaps_of
from bench.engines.candidates.embedded import EmbeddedCandidate
from bench.engines.candidates.postgres_sql import counting, page
from bench.engines.entries import FILTERS_ONLY, WORDS_AND_FILTERS
from bench.engines.material import documents
from bench.engines.questions import Asked, questions
from search.engines import get_engine
from search.query import SearchQuery

COUNT = 150

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(tmp_path, settings) -> Place:
    settings.SEARCH_URL = f"embedded://{tmp_path / 'index'}"
    return Place(tmp_path)


def test_bitmaps_count_what_the_engine_counts(place: Place) -> None:
    embedded = EmbeddedCandidate(place)
    embedded.build(documents(COUNT), COUNT)
    BitmapCandidate(place).build(documents(COUNT), COUNT)
    bitmaps = BitmapCandidate(place)
    assert embedded.size() > 0
    assert bitmaps.size() > 0
    asked = [*questions(FILTERS_ONLY, 20), *questions(WORDS_AND_FILTERS, 20)]
    for each in [*asked, Asked("omscholing", {}), Asked("", {})]:
        assert bitmaps.ask(each).agrees_with(embedded.ask(each)), each


def test_bitmaps_name_what_the_engine_names(place: Place) -> None:
    EmbeddedCandidate(place).build(documents(COUNT), COUNT)
    asked = SearchQuery(text="omscholing", fixed={"kind": ("offer",)})
    named = BitmapEngine(bitmaps_of(documents(COUNT))).keys(asked, 5)
    assert named
    assert named == get_engine().keys(asked, 5)


def test_sql_counts_every_facet_without_its_own_choice() -> None:
    sql = counting(Asked("ict", {"province": ("NL-FL",), "kind": ("offer",)}))
    assert "ok_kind GROUP BY v.key" in sql.split("'province'")[1]
    assert "WHERE ok_province GROUP BY found.kind" in sql
    assert "WHERE ok_province AND ok_kind" in sql


def test_sql_never_holds_what_was_asked() -> None:
    asked = Asked("a'; DROP", {"form": ("x'y",)})
    assert "DROP" not in counting(asked) + page(asked)
    assert "x'y" not in counting(asked) + page(asked)


def test_the_records_need_no_database() -> None:
    with connection.execute_wrapper(_refuse):
        assert len(list(documents(3))) == 3


def _refuse(*_arguments):
    raise AssertionError("The database was asked.")
