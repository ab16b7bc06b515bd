"""The cell of the coverage map that a gap page is about, and where that is."""

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from monitor.coverage.axes import AXES_BY_NAME
from monitor.coverage.question import ALL, PROVINCE, REGION, CoverageQuestion, read_question
from search.labels import Label, Vocabulary

PLACE = PROVINCE
Term = tuple[str, str]


@dataclass(frozen=True)
class Spot:
    """Two terms of two vocabularies, under the filters of a question.

    `home` are the provinces it is about: that of the cell, else those of the filters; none for
    the whole country.
    """

    question: CoverageQuestion
    row: str
    col: str
    home: frozenset[str] = frozenset()

    @property
    def terms(self) -> tuple[Term, Term]:
        return (self.question.rows, self.row), (self.question.cols, self.col)

    @property
    def subjects(self) -> tuple[Term, ...]:
        """Its terms that say for whom or what, not where."""
        return tuple(term for term in self.terms if term[0] != PLACE)

    @property
    def is_placed(self) -> bool:
        """Whether one of its terms is a province."""
        return len(self.subjects) == 1

    def labels(self, words: Vocabulary) -> tuple[Label, Label]:
        (rows, row), (cols, col) = self.terms
        return words.of(rows)[row], words.of(cols)[col]

    def url(self, path: str = "") -> str:
        """The address of its page."""
        return gap_url(self.question, self.row, self.col, path)

    @property
    def is_whole(self) -> bool:
        """Whether it is about everything in the cell, as what regions say of it is."""
        return self.question.is_of_everything

    def whole(self) -> Self:
        """The same cell without the filters that narrow what counts in it."""
        return replace(self, question=self.question.of_everything())

    def by_province(self) -> CoverageQuestion:
        """The map of all provinces by its (first) subject; the other subject is a filter there."""
        (facet, _value), *others = self.subjects
        query = self.question.query.without_facet(PLACE)
        if not self.is_placed:
            # The place it is about. Of a map of provinces it is a filter like any other.
            query = query.without_facet(REGION)
        for other, value in others:
            query = query.without_facet(other).with_value(other, value)
        return replace(
            self.question, rows=PLACE, cols=facet, levels=ALL, query=query.without_facet(facet)
        )

    def regions(self, words: Vocabulary) -> frozenset[str]:
        """The regions of its provinces."""
        known = words.region_of_province
        return frozenset(known[code] for code in self.home if code in known)

    def at(self, home: frozenset[str]) -> Self:
        return replace(self, home=home)


def gap_url(question: CoverageQuestion, row: str, col: str, path: str = "") -> str:
    """The address of the page about a cell of a map, in the language of the page."""
    # A gap is about now, whatever else the page of the map was asked.
    asked = CoverageQuestion(question.rows, question.cols, question.levels, question.query)
    terms = [*asked.parameters(), ("row", row), ("col", col)]
    return f"{path or reverse('monitor:gap')}?{urlencode(terms)}"


def read_spot(data: QueryDict, words: Vocabulary, *, language: str) -> Spot | None:
    """The cell in an address; None when it names no two terms that exist."""
    rows, cols = data.get("rows", ""), data.get("cols", "")
    row, col = data.get("row", ""), data.get("col", "")
    if rows == cols or rows not in AXES_BY_NAME or cols not in AXES_BY_NAME:
        return None
    if row not in words.of(rows) or col not in words.of(cols):
        return None
    question = read_question(data, words, language=language).question
    # The cell says already which lines it is about.
    query = question.query.without_facet(rows).without_facet(cols)
    asked = replace(question, levels=ALL, day=None, query=query)
    return spot_of(asked, row, col, words)


def spot_of(question: CoverageQuestion, row: str, col: str, words: Vocabulary) -> Spot:
    """A cell of a map with the provinces it is about."""
    spot = Spot(question, row, col)
    return spot.at(_home(spot, words))


def _home(spot: Spot, words: Vocabulary) -> frozenset[str]:
    for facet, value in spot.terms:
        if facet == PLACE:
            return frozenset([value])
    query = spot.question.query
    regions = query.values(REGION)
    inside = {code for code, region in words.region_of_province.items() if region in regions}
    return frozenset(inside.union(query.values(PLACE)))
