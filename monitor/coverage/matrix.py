"""The coverage map as numbers: immutable, the same for the page, the files and the pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """What a number means beside the others of its line (``monitor/coverage/rules.py``)."""

    EMPTY = "empty"
    THIN = "thin"
    USUAL = "usual"
    CROWDED = "crowded"


@dataclass(frozen=True)
class Cell:
    """Items that count under both terms.

    ``count`` is without what is national, which is counted apart in ``national``: a national
    course must not hide that a region has nothing of its own. ``planned`` of the ``count`` are
    not running yet (an idea, a proposal, being studied or set up). ``expected`` is what ``state``
    measured those that run against; None where nothing can be expected.
    """

    count: int = 0
    national: int = 0
    planned: int = 0
    state: State = State.USUAL
    expected: float | None = None

    @property
    def running(self) -> int:
        """Of the own ones, what runs: by this alone a cell is thin or crowded."""
        return self.count - self.planned

    @property
    def total(self) -> int:
        """What search finds for it, the national items included."""
        return self.count + self.national


@dataclass(frozen=True)
class Line:
    """A term in a row or column. ``total`` counts each item once, so it is not a sum of cells."""

    value: str
    label: str
    lang: str
    total: Cell
    #: 0 for a term that stands by itself, 1 for one under the line of that depth above it.
    depth: int = 0
    parent: str = ""
    #: Of the national action line it belongs to, which gives it a colour; empty for none.
    letter: str = ""


@dataclass(frozen=True)
class Matrix:
    """Rows and columns in the order of the vocabulary, and a cell for every pair of them."""

    rows: tuple[Line, ...]
    cols: tuple[Line, ...]
    cells: Mapping[tuple[str, str], Cell]
    total: Cell
    #: Of the total, those that have no term of the rows, and none of the columns.
    without_row: int = 0
    without_col: int = 0
    #: The day it is of; today's is counted from what is live now.
    day: date | None = None
    #: The first day of which there is a matrix.
    first_day: date | None = None
    #: What could not be done as it was asked, such as search words on a past day; mostly empty.
    faults: tuple[str, ...] = field(default=())

    def cell(self, row: str, col: str) -> Cell:
        return self.cells[row, col]
