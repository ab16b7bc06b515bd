"""Counts the items of a selection: of a cell, of a line, of everything."""

from dataclasses import dataclass
from functools import cached_property

from initiatives.models import Phase
from monitor.coverage.matrix import Cell
from monitor.coverage.selecting import Selection

#: What is not running yet.
PLANNED_PHASES = (Phase.IDEA, Phase.PROPOSED, Phase.UNDER_STUDY, Phase.BUILDING)


@dataclass(frozen=True)
class _Parts:
    """Items apart: what is national and what is not, and of the latter what does not run yet."""

    own: int
    national: int
    planned: int

    def narrowed(self, items: int) -> "_Parts":
        return _Parts(self.own & items, self.national & items, self.planned & items)

    def counted(self) -> Cell:
        return Cell(self.own.bit_count(), self.national.bit_count(), self.planned.bit_count())


class Counter:
    """Counts for one question, of which each cell is asked for row by row."""

    def __init__(self, selection: Selection) -> None:
        self._selection, self._moment = selection, selection.moment
        self._rows, self._cols = selection.question.rows, selection.question.cols
        self._row: tuple[str, _Parts] | None = None

    def cell(self, row: str, col: str) -> Cell:
        """The items under both; quick when the rows are asked for one after another."""
        if self._row is None or self._row[0] != row:
            self._row = row, self._base.narrowed(self._moment.of(self._rows, row))
        return self._row[1].narrowed(self._moment.of(self._cols, col)).counted()

    def line(self, axis: str, value: str) -> Cell:
        """What a line has together, each item once."""
        return self._parts(self._selection.within({axis: value})).counted()

    def total(self) -> Cell:
        return self._parts(self._selection.within({})).counted()

    def without(self, axis: str) -> int:
        """How many of the total have no term of an axis."""
        return (self._selection.within({}) & ~self._moment.having(axis)).bit_count()

    @cached_property
    def _base(self) -> _Parts:
        return self._parts(self._selection.base)

    @cached_property
    def _planned(self) -> int:
        return self._moment.any_of("phase", PLANNED_PHASES) & ~self._moment.national

    def _parts(self, items: int) -> _Parts:
        national = items & self._moment.national
        return _Parts(items ^ national, national, items & self._planned)
