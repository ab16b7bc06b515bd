"""Where the cells of a map lead: the search behind them, and what could fill them."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_plus

from django.urls import NoReverseMatch, reverse

from monitor.coverage.question import CoverageQuestion

#: Stand for the terms in an address until they are known; no term is called like this.
_ROW, _COL = "the-term-of-the-row", "the-term-of-the-column"


@dataclass(frozen=True)
class Addresses:
    """Addresses of searches, and of what is told about a gap (empty when nothing tells).

    Written once with places for the terms: a map has thousands of cells.
    """

    cell: Callable[[str, str], str]
    row: Callable[[str], str]
    col: Callable[[str], str]
    whole: str
    gap: Callable[[str, str], str]


def addresses_of(question: CoverageQuestion) -> Addresses:
    """The addresses of today's items; those of a day of the past cannot be searched any more."""
    search = reverse("search:search")

    def written(chosen: dict[str, str]) -> Callable[[str, str], str]:
        return _filled(question.search_query(chosen).url(search))

    cell = written({question.rows: _ROW, question.cols: _COL})
    row, col = written({question.rows: _ROW}), written({question.cols: _COL})
    return Addresses(
        cell=cell,
        row=lambda value: row(value, ""),
        col=lambda value: col("", value),
        whole=question.search_query({}).url(search),
        gap=_filled(_gap(question)),
    )


def _gap(question: CoverageQuestion) -> str:
    try:
        path = reverse("monitor:gap")
    except NoReverseMatch:
        return ""
    asked = CoverageQuestion(question.rows, question.cols, question.levels, question.query)
    return f"{path}?{asked.querystring()}&row={_ROW}&col={_COL}"


def _filled(address: str) -> Callable[[str, str], str]:
    def fill(row: str, col: str) -> str:
        return address.replace(_ROW, quote_plus(row)).replace(_COL, quote_plus(col))

    return fill
