"""The matrix of any catalogue, counted by bitmaps and counted by looking at every item."""

from collections.abc import Iterable, Mapping

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.coverage import reading, selecting
from monitor.coverage.comparison import changes
from monitor.coverage.members import members
from monitor.coverage.question import CoverageQuestion
from monitor.coverage.reading import read_matrix
from monitor.ledger.counted import counted
from monitor.ledger.recording import close_all_but, record
from search.document import SearchDocument
from tests.monitor.catalogues import catalogues, complete, day_after, make_words, questions

pytestmark = pytest.mark.django_db

PLANNED = {"idea", "proposed", "under-study", "building"}
AS_MANY_AS_FIT = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Naive:
    """Looks at each document for each number."""

    def __init__(self, documents: Iterable[SearchDocument], question: CoverageQuestion) -> None:
        self.documents = [doc for doc in documents if "current" in doc.facets["validity"]]
        self.question = question

    def under(self, chosen: Mapping[str, str]) -> list[SearchDocument]:
        """Those under the terms of some lines that pass all filters that are no such line."""
        filters = {
            name: values
            for name, values in self.question.query.filters.items()
            if name not in chosen
        }
        return [
            doc
            for doc in self.documents
            if (self.question.query.national or not doc.is_national)
            and all(set(values) & set(doc.facets.get(name, ())) for name, values in filters.items())
            and all(value in doc.facets.get(name, ()) for name, value in chosen.items())
        ]

    def numbers(self, chosen: Mapping[str, str]) -> tuple[int, int, int]:
        found = self.under(chosen)
        own = [doc for doc in found if not doc.is_national]
        planned = [doc for doc in own if PLANNED & set(doc.facets.get("phase", ()))]
        return len(own), len(found) - len(own), len(planned)

    def without(self, axis: str) -> int:
        return sum(not doc.facets.get(axis) for doc in self.under({}))


def check(question: CoverageQuestion, documents: Iterable[SearchDocument]) -> None:
    matrix, naive = read_matrix(question), Naive(documents, question)
    for (row, col), cell in matrix.cells.items():
        chosen = {question.rows: row, question.cols: col}
        assert (cell.count, cell.national, cell.planned) == naive.numbers(chosen)
        items = [(doc.kind, doc.pk) for doc in naive.under(chosen)]
        if cell.total:
            assert members(question, chosen) == sorted(items)
    for axis, lines in ((question.rows, matrix.rows), (question.cols, matrix.cols)):
        for line in lines:
            total = line.total
            numbers = naive.numbers({axis: line.value})
            assert (total.count, total.national, total.planned) == numbers
    total = matrix.total
    assert (total.count, total.national, total.planned) == naive.numbers({})
    assert matrix.without_row == naive.without(question.rows)
    assert matrix.without_col == naive.without(question.cols)
    assert set(matrix.cells) == {(r.value, c.value) for r in matrix.rows for c in matrix.cols}


def write(documents: list[SearchDocument], day) -> None:
    record({(doc.kind, doc.pk): counted(doc) for doc in documents}, day)
    present: dict[str, set[int]] = {}
    for doc in documents:
        present.setdefault(doc.kind, set()).add(doc.pk)
    close_all_but(present, day)


@pytest.fixture
def words():
    return make_words()


@AS_MANY_AS_FIT
@given(data=st.data())
def test_any_matrix_of_any_day_is_what_looking_at_every_item_gives(data, words, monkeypatch):
    """Three days with a catalogue each: the last is today, the others are read back."""
    days = [day_after(n) for n in (0, 2, 3)]
    of_day = {day: [complete(doc, words) for doc in data.draw(catalogues())] for day in days}
    with transaction.atomic():
        for day, documents in of_day.items():
            write(documents, day)
        monkeypatch.setattr(selecting.timezone, "localdate", lambda: days[-1])
        question = data.draw(questions(words))
        check(question, of_day[days[-1]])
        check(question.with_day(days[0]), of_day[days[0]])
        check(question.with_day(day_after(1)), of_day[days[0]])
        check(question.with_day(days[1]), of_day[days[1]])
        check_changes(question, of_day, days)
        transaction.set_rollback(True)


def check_changes(question, of_day, days) -> None:
    def counted_on(day):
        return {(doc.kind, doc.pk) for doc in Naive(of_day[day], question).under({})}

    found = changes(question, days[0])
    assert set(found.appeared) == counted_on(days[2]) - counted_on(days[0])
    assert set(found.disappeared) == counted_on(days[0]) - counted_on(days[2])
    between = changes(question, days[0], days[1])
    assert set(between.appeared) == counted_on(days[1]) - counted_on(days[0])


def test_a_day_before_the_first_has_nothing(words):
    write([complete(doc, words) for doc in ()], day_after(0))
    question = CoverageQuestion(day=day_after(-5))
    assert read_matrix(question).total.total == 0
    assert reading.read_matrix(question).day == day_after(-5)
