"""What is asked of the coverage map, as it stands in the address: immutable, and writes itself back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from monitor.coverage.axes import AXES_BY_NAME, COUNTED_KINDS, DEFAULT_COLS, DEFAULT_ROWS
from search.labels import Vocabulary
from search.query import DEFAULT_SORT, SearchQuery
from search.querystring import Notice, parse
from taxonomy.days import read_day

#: How deep the lines go: only the broadest terms, or the narrower ones as well.
TOP, ALL = "1", "all"
#: The facet of search that says whether something can be used now, and the value that counts.
VALIDITY, CURRENT = "validity", "current"
PROVINCE, REGION = "province", "region"


@dataclass(frozen=True)
class CoverageQuestion:
    """Which lines, which items, which day.

    ``query`` holds the filters of search, whose kinds are always named: those of the address,
    or what people and companies can use. ``day`` is None for today.
    """

    rows: str = DEFAULT_ROWS
    cols: str = DEFAULT_COLS
    levels: str = TOP
    query: SearchQuery = field(default_factory=SearchQuery)
    day: date | None = None

    def with_axes(self, rows: str, cols: str) -> Self:
        return replace(self, rows=rows, cols=cols)

    def turned(self) -> Self:
        """Rows and columns exchanged."""
        return replace(self, rows=self.cols, cols=self.rows)

    def with_levels(self, levels: str) -> Self:
        return replace(self, levels=levels)

    def with_day(self, day: date | None) -> Self:
        return replace(self, day=day)

    def with_query(self, query: SearchQuery) -> Self:
        return replace(self, query=query)

    @property
    def is_of_everything(self) -> bool:
        """Whether whatever is there counts in its cells.

        Filters on the axes and on places say which cells; what is national never counts in them.
        """
        query = self.query
        narrowed = set(query.selected) - {self.rows, self.cols, PROVINCE, REGION, "kind"}
        of_kinds = set(query.values("kind")) != set(COUNTED_KINDS)
        return not (narrowed or of_kinds or query.text or any(query.days))

    def of_everything(self) -> Self:
        """The same question without the filters that narrow what counts in its cells."""
        kept = (self.rows, self.cols, PROVINCE, REGION)
        selected = {name: values for name in kept if (values := self.query.values(name))}
        return self.with_query(
            SearchQuery(selected={**selected, "kind": COUNTED_KINDS}, language=self.query.language)
        )

    def parameters(self) -> Iterator[tuple[str, str]]:
        """The address parameters in their one order; kinds that are as usual are left out."""
        yield "rows", self.rows
        yield "cols", self.cols
        yield "levels", self.levels
        if self.day:
            yield "day", self.day.isoformat()
        query = self.query
        if query.values("kind") == COUNTED_KINDS:
            query = query.without_facet("kind")
        yield from replace(query, page=1).parameters()

    def querystring(self) -> str:
        return urlencode(list(self.parameters()))

    def search_query(self, chosen: Mapping[str, str]) -> SearchQuery:
        """The search whose total is that of a cell, a line or the whole: ``{axis: term}``.

        A filter on the vocabulary of an axis chooses its lines, so the term of a line is that
        filter or under it, and takes its place.
        """
        query = replace(self.query, page=1, sort=DEFAULT_SORT).without_facet(VALIDITY)
        query = query.with_value(VALIDITY, CURRENT)
        for facet, value in chosen.items():
            query = query.without_facet(facet).with_value(facet, value)
        return query


@dataclass(frozen=True)
class ParsedQuestion:
    question: CoverageQuestion
    notices: tuple[Notice, ...] = ()


def read_question(
    data: QueryDict, known: Vocabulary, *, language: str, levels: str = TOP
) -> ParsedQuestion:
    """The question in an address that anybody may have written, and what must be said about it.

    ``levels`` is what a page takes when the address says nothing of it.
    """
    parsed = parse(data, known, language=language)
    notices = list(parsed.notices)
    # Only what is valid is ever counted.
    query = parsed.query.without_facet(VALIDITY)
    if not query.values("kind"):
        for kind in COUNTED_KINDS:
            query = query.with_value("kind", kind)
    rows, cols = _axes(data, notices)
    if PROVINCE in (rows, cols) and query.values(REGION):
        query = _by_province(query, known)
        if not query.values(REGION):
            notices.append(
                _(
                    "On a map of provinces a region stands for its provinces, with what others "
                    "offer there too."
                )
            )
    return ParsedQuestion(
        CoverageQuestion(
            rows=rows,
            cols=cols,
            levels=given if (given := data.get("levels", "")) in (TOP, ALL) else levels,
            query=query,
            day=_day(data, notices),
        ),
        tuple(notices),
    )


def _by_province(query: SearchQuery, words: Vocabulary) -> SearchQuery:
    """With the provinces of the chosen regions as the lines that are shown, and no region.

    A line is measured against what all provinces have. A filter on a region would leave out what
    the others have, and then its provinces seem crowded and all others empty.
    """
    regions, chosen = query.values(REGION), query.values(PROVINCE)
    inside = [code for code, region in words.region_of_province.items() if region in regions]
    if not inside:
        return query
    query = query.without_facet(REGION).without_facet(PROVINCE)
    # Of provinces chosen besides, those in the region; they say more precisely what is meant.
    for code in sorted(set(inside).intersection(chosen) or chosen or inside):
        query = query.with_value(PROVINCE, code)
    return query


def _axes(data: QueryDict, notices: list[Notice]) -> tuple[str, str]:
    rows, cols = data.get("rows") or DEFAULT_ROWS, data.get("cols") or DEFAULT_COLS
    if rows not in AXES_BY_NAME or cols not in AXES_BY_NAME:
        notices.append(_("The rows or columns in this address do not exist. We used the usual."))
        rows = rows if rows in AXES_BY_NAME else DEFAULT_ROWS
        cols = cols if cols in AXES_BY_NAME else DEFAULT_COLS
    if rows == cols:
        notices.append(_("Rows and columns were the same, so the columns are others now."))
        cols = DEFAULT_COLS if rows != DEFAULT_COLS else DEFAULT_ROWS
    return rows, cols


def _day(data: QueryDict, notices: list[Notice]) -> date | None:
    raw = data.get("day", "").strip()
    if not raw:
        return None
    try:
        return read_day(raw)
    except ValueError:
        notices.append(_("The day in this address is not a date. This is the map of today."))
        return None
