"""Every number of the map is the total of the search behind it: to the item, with each engine."""

from dataclasses import replace
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from monitor.coverage import selecting
from monitor.coverage.question import CoverageQuestion
from monitor.coverage.reading import read_matrix
from monitor.ledger.counted import counted
from monitor.ledger.recording import record
from search.engines import EngineUnavailableError
from search.query import SearchQuery
from tests.monitor.catalogues import catalogues, complete, day_after, make_words, questions
from tests.search.conformance.conftest import ENGINES, make_place
from tests.search.conftest import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path, monkeypatch):
    for place in make_place(request.param, tmp_path / "index"):
        opened = place.open()
        monkeypatch.setattr(selecting, "get_engine", partial(lambda engine: engine, opened))
        yield opened


@pytest.fixture
def words():
    return make_words()


# Without shrinking: a failing example takes minutes to make small.
@settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_every_number_is_the_total_of_its_search(data, engine, words):
    documents = [complete(doc, words) for doc in data.draw(catalogues(most=20))]
    with transaction.atomic():
        engine.rebuild(documents)
        record({(doc.kind, doc.pk): counted(doc) for doc in documents})
        for _ in range(3):
            check(engine, data.draw(questions(words, only_search=True)), data)
        transaction.set_rollback(True)


def check(engine, question: CoverageQuestion, data) -> None:
    """Every line, and some of the cells: all of them are counted the slow way elsewhere."""

    def total(chosen) -> int:
        return engine.search(question.search_query(chosen)).total

    matrix = read_matrix(question)
    assert matrix.faults == ()
    assert matrix.total.total == total({})
    for line in matrix.rows:
        assert line.total.total == total({question.rows: line.value})
    some = st.lists(st.sampled_from(sorted(matrix.cells)), max_size=5, unique=True)
    for row, col in data.draw(some) if matrix.cells else ():
        assert matrix.cell(row, col).total == total({question.rows: row, question.cols: col})


class Away:
    def keys(self, query, limit):
        raise EngineUnavailableError("away")


class Many:
    """Finds more than it may name."""

    def keys(self, query, limit):
        return list(range(1, limit + 1))


def test_when_search_is_away_the_map_says_that_words_play_no_part(monkeypatch, words):
    monkeypatch.setattr(selecting, "get_engine", Away)
    record({("offer", 1): counted(complete_offer(words))})
    matrix = read_matrix(worded("omscholing"))
    assert matrix.total.total == 1
    assert len(matrix.faults) == 1
    assert "Zoeken werkt op dit moment niet" in matrix.faults[0]


def test_when_search_names_only_the_first_the_map_says_so(monkeypatch, words):
    monkeypatch.setattr(selecting, "get_engine", Many)
    record({("offer", 1): counted(complete_offer(words))})
    matrix = read_matrix(worded("omscholing"))
    assert matrix.total.total == 1
    assert len(matrix.faults) == 1


def test_without_words_search_is_not_asked(monkeypatch, words):
    monkeypatch.setattr(selecting, "get_engine", Away)
    assert read_matrix(worded("")).faults == ()


def test_a_past_day_says_that_words_play_no_part(monkeypatch, words):
    monkeypatch.setattr(selecting, "get_engine", pytest.fail)
    record({("offer", 1): counted(complete_offer(words))}, day_after(0))
    matrix = read_matrix(worded("omscholing").with_day(day_after(1)))
    assert matrix.total.total == 1
    assert len(matrix.faults) == 1


def test_a_matrix_costs_few_queries(django_assert_max_num_queries, words):
    """The stamp of the vocabulary and that of the ledger."""
    record({("offer", 1): counted(complete_offer(words))})
    read_matrix(worded(""))
    with django_assert_max_num_queries(4):
        read_matrix(worded(""))


def worded(text: str) -> CoverageQuestion:
    question = CoverageQuestion()
    return question.with_query(SearchQuery(text=text, selected={"kind": ("offer",)}))


def complete_offer(words):
    document = make_document(1, "Omscholing", provinces=("NL-FL",))
    facets = {**document.facets, "validity": ("current",)}
    return complete(replace(document, facets=facets), words)
