"""Changing the index."""

from datetime import date

import pytest

from search.engines.base import EngineBusyError, IndexUnusableError
from search.engines.manifest import Manifest
from search.query import SearchQuery
from tests.search.conformance.conftest import found
from tests.search.conftest import make_document


def test_a_change_is_visible_at_once_also_in_the_counts(filled):
    engine = filled(make_document(1, "Oud", provinces=["NL-FL"]))
    assert engine.search(SearchQuery()).facets["province"] == {"NL-FL": 1}
    engine.index([make_document(1, "Nieuw", provinces=["NL-ZE"]), make_document(2, "Nog een")])
    assert found(engine, "nieuw") == [1]
    assert found(engine, "oud") == []
    assert engine.search(SearchQuery()).facets["province"] == {"NL-ZE": 1}
    engine.remove(["offer:1", "offer:99"])
    assert found(engine) == [2]


def test_another_process_sees_a_change(filled, place):
    engine = filled(make_document(1, "Oud"))
    reader = place.open()
    assert found(reader) == [1]
    engine.index([make_document(2, "Nieuw")])
    assert found(reader, "nieuw") == [2]
    engine.rebuild([make_document(3, "Opnieuw")])
    assert found(reader) == [3]


def test_a_failed_rebuild_leaves_the_old_index(filled, place):
    engine = filled(make_document(1, "Oud"))

    def documents():
        yield make_document(2)
        raise KeyError("broken record")

    with pytest.raises(KeyError):
        engine.rebuild(documents())
    assert found(engine) == [1]
    assert place.generations() == 1


def test_only_the_previous_generation_is_kept(filled, place):
    engine = filled(make_document(1))
    for _ in range(3):
        engine.rebuild([make_document(2)])
    assert place.generations() == 2


def test_without_an_index_the_engine_is_unavailable(engine):
    with pytest.raises(IndexUnusableError, match="search_index rebuild"):
        engine.search(SearchQuery())
    for needs_an_index in (engine.stats, engine.examine):
        with pytest.raises(IndexUnusableError):
            needs_an_index()
    with pytest.raises(IndexUnusableError):
        engine.index([make_document(1)])
    with pytest.raises(IndexUnusableError):
        engine.remove(["offer:1"])


def test_an_index_of_another_analysis_is_not_used(filled, place, monkeypatch):
    filled(make_document(1))
    monkeypatch.setattr("search.engines.manifest.fingerprint", lambda: "another")
    fresh = place.open()
    with pytest.raises(IndexUnusableError, match="another version"):
        fresh.search(SearchQuery())
    with pytest.raises(IndexUnusableError):
        fresh.examine()
    assert not fresh.stats().up_to_date
    with pytest.raises(IndexUnusableError):
        fresh.index([make_document(2)])
    fresh.rebuild([make_document(3)])
    assert found(fresh) == [3]
    monkeypatch.undo()
    with pytest.raises(IndexUnusableError, match="another version"):
        place.open().search(SearchQuery())


@pytest.mark.django_db
def test_a_second_writer_waits_and_then_gives_up(filled, place):
    engine = filled(make_document(1))
    other = place.open()
    with (
        engine.exclusive(timeout=0.1),
        pytest.raises(EngineBusyError),
        other.exclusive(timeout=0.05),
    ):
        pass
    with other.exclusive(timeout=0.05):
        pass


def test_stats_say_what_built_the_index(filled):
    stats = filled(make_document(1), make_document(2)).stats()
    assert (stats.documents, stats.up_to_date) == (2, True)
    assert stats.fingerprint == Manifest.now(0).fingerprint


def test_documents_come_back_as_they_went_in(filled):
    document = make_document(
        1,
        "Één & <twee>",
        national=True,
        dates=(date(2026, 5, 1),),
        card={"organisations": ["Hogeschool"]},
        ref="offer-1",
    )
    (kept,) = filled(document).documents()
    assert kept == document
    assert kept.digest() == document.digest()
