"""Both engines against a plain reading of the rules, over made-up records and questions."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from search.engines import SearchEngine
from search.query import SearchQuery
from search.results import SearchResults
from tests.search.conformance.conftest import ENGINES, Place, make_place
from tests.search.conformance.oracle import Oracle, pages
from tests.search.conformance.records import Words, collections, queries

QUESTIONS_PER_INDEX = 12
WORDS = Words()

thorough = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Making a failing example smaller takes many new indices; `note` names the question.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
questions = st.lists(queries(), min_size=QUESTIONS_PER_INDEX, max_size=QUESTIONS_PER_INDEX)


@pytest.fixture(scope="module", params=ENGINES)
def kept(request: pytest.FixtureRequest, tmp_path_factory) -> Iterator[Place]:
    """One place for all examples: each makes a new index in it."""
    yield from make_place(request.param, tmp_path_factory.mktemp("index") / "index")


@thorough
@given(collections(), questions)
def test_totals_ids_counts_and_orders_are_those_of_the_oracle(kept, documents, asked):
    engine = kept.open(lambda: WORDS)
    engine.rebuild(documents)
    oracle = Oracle(documents, WORDS)
    for query in asked:
        note(str(query))
        wanted = oracle.answer(query)
        results = engine.search(query)
        assert results.total == wanted.total
        assert {name: dict(counts) for name, counts in results.facets.items()} == wanted.facets
        ids = list(pages(lambda page: ids_of(engine, page), query))
        if query.sort == "relevance":
            assert sorted(ids) == sorted(wanted.ids)
        else:
            assert ids == wanted.ids
        if query.fixed:
            assert engine.keys(query, 1000) == sorted(int(i.partition(":")[2]) for i in wanted.ids)


@thorough
@given(collections(), questions)
def test_both_engines_read_and_rank_alike(both, documents, asked):
    for engine in both:
        engine.rebuild(documents)
    for query in asked:
        note(str(query))
        one, other = (engine.search(query) for engine in both)
        assert _reading(one) == _reading(other)
        # Equals may stand either way round.
        assert [hit.score for hit in one.hits] == pytest.approx([hit.score for hit in other.hits])


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Iterator[tuple[SearchEngine, ...]]:
    places = [make_place(name, tmp_path_factory.mktemp(name) / "index") for name in ENGINES]
    yield tuple(next(place).open(lambda: WORDS) for place in places)
    for place in places:
        next(place, None)


def _reading(results: SearchResults) -> tuple[object, ...]:
    return results.read_as, results.ignored, results.partly, results.suggestion


def ids_of(engine: SearchEngine, query: SearchQuery) -> list[str]:
    return [hit.document.id for hit in engine.search(query).hits]
