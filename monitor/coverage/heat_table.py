"""The map as a table: every cell with its numbers, its shade, its state and where it leads."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from monitor.coverage.addresses import Addresses
from monitor.coverage.matrix import Cell, Line, Matrix, State
from monitor.coverage.shades import Scale, scale_of
from monitor.coverage.words import STATES
from monitor.models import GapMark

#: States that somebody may want to do something about.
GAPS = frozenset({State.EMPTY, State.THIN})


@dataclass(frozen=True)
class Heading:
    """A row or column heading."""

    value: str
    label: str
    #: Its language, where that is not the language of the page.
    lang: str
    depth: int
    letter: str


@dataclass(frozen=True)
class ShownCell:
    """One cell: the context of ``monitor/_coverage_cell.html``. No address where there is none."""

    count: int
    national: int
    planned: int
    shade: int = 0
    state: str = ""
    state_label: str = ""
    url: str = ""
    gap_url: str = ""
    #: How much more or less there is than on the day with which the map is compared.
    difference: int = 0
    col: str = ""
    #: What a region said of the gap; for curators only.
    mark: GapMark | None = None

    @property
    def change(self) -> str:
        """The difference as it is shown, such as "+3" or "−1"; empty when there is none."""
        return in_signs(self.difference)

    @property
    def change_in_words(self) -> str:
        """The same as it is read aloud: a number with a plus is what is national, too."""
        words = (
            _("%(number)d more than before")
            if self.difference > 0
            else _("%(number)d fewer than before")
        )
        return words % {"number": abs(self.difference)}


@dataclass(frozen=True)
class ShownRow:
    heading: Heading
    cells: tuple[ShownCell, ...]
    total: ShownCell


@dataclass(frozen=True)
class HeatTable:
    """The context of ``monitor/_coverage_table.html``."""

    cols: tuple[Heading, ...]
    rows: tuple[ShownRow, ...]
    totals: tuple[ShownCell, ...]
    total: ShownCell
    scale: Scale
    has_gap_pages: bool

    @property
    def signs(self) -> tuple[GapMark, ...]:
        """What regions said in its cells, one mark for each sign that stands there."""
        said = [cell.mark for row in self.rows for cell in row.cells if cell.mark]
        by_sign = {"overdue" if mark.is_overdue else mark.kind: mark for mark in said}
        return tuple(mark for _sign, mark in sorted(by_sign.items()))


#: How much more or less there is under a row and a column; an empty value is the total of a line.
Differences = Mapping[tuple[str, str], int]


def heat_table(
    matrix: Matrix,
    addresses: Addresses | None,
    differences: Differences | None = None,
    marks: Mapping[tuple[str, str], GapMark] | None = None,
) -> HeatTable:
    """The table of a matrix.

    ``addresses`` is None for a day of the past, of which nothing can be searched any more.
    ``marks`` are what regions said of gaps, by row and column.
    """
    scale = scale_of(cell.count for cell in matrix.cells.values())
    shown = _Shown(matrix, addresses, scale, differences or {}, marks or {})
    return HeatTable(
        cols=tuple(map(_heading, matrix.cols)),
        rows=tuple(shown.row(line) for line in matrix.rows),
        totals=tuple(shown.col_total(line) for line in matrix.cols),
        total=shown.total(),
        scale=scale,
        has_gap_pages=bool(addresses and addresses.gap("", "")),
    )


@dataclass(frozen=True)
class _Shown:
    matrix: Matrix
    addresses: Addresses | None
    scale: Scale
    differences: Differences
    marks: Mapping[tuple[str, str], GapMark]

    def row(self, line: Line) -> ShownRow:
        cells = tuple(self.cell(line.value, col.value) for col in self.matrix.cols)
        url = self.addresses.row(line.value) if self.addresses else ""
        return ShownRow(_heading(line), cells, self._total(line.total, url, (line.value, "")))

    def cell(self, row: str, col: str) -> ShownCell:
        cell = self.matrix.cell(row, col)
        where = self.addresses
        return ShownCell(
            count=cell.count,
            national=cell.national,
            planned=cell.planned,
            shade=self.scale.shade(cell.count),
            state=str(cell.state),
            state_label=str(STATES[cell.state]),
            url=where.cell(row, col) if where else "",
            gap_url=where.gap(row, col) if where and cell.state in GAPS else "",
            difference=self.differences.get((row, col), 0),
            col=col,
            mark=self.marks.get((row, col)),
        )

    def col_total(self, line: Line) -> ShownCell:
        url = self.addresses.col(line.value) if self.addresses else ""
        return self._total(line.total, url, ("", line.value))

    def total(self) -> ShownCell:
        url = self.addresses.whole if self.addresses else ""
        return self._total(self.matrix.total, url, ("", ""))

    def _total(self, cell: Cell, url: str, at: tuple[str, str]) -> ShownCell:
        difference = self.differences.get(at, 0)
        return ShownCell(cell.count, cell.national, cell.planned, url=url, difference=difference)


def in_signs(difference: int) -> str:
    """More or less with its sign; empty when there is no difference."""
    if not difference:
        return ""
    return f"+{difference}" if difference > 0 else f"−{-difference}"


def _heading(line: Line) -> Heading:
    return Heading(line.value, line.label, foreign(line), line.depth, line.letter)


def foreign(line: Line) -> str:
    """The language of a label, where that is not the language of the page."""
    return line.lang if line.lang != get_language() else ""
