"""The coverage of a region in small: target groups by national action line."""

from collections.abc import Collection
from dataclasses import dataclass

from monitor.coverage.matrix import Line
from monitor.coverage.reading import read_matrix
from monitor.region_state.asked import question_of

#: From so many items on a cell has this depth of colour.
DEPTHS = (1, 3, 6, 12)


@dataclass(frozen=True)
class Square:
    """A number with its depth, 0 for nothing to 4 for much; the number says it without colour."""

    count: int
    depth: int


#: A target group with its numbers.
HeatRow = tuple[Line, tuple[Square, ...]]


@dataclass(frozen=True)
class Heat:
    cols: tuple[Line, ...]
    rows: tuple[HeatRow, ...]


def heat_of(provinces: Collection[str]) -> Heat:
    """The small map of these provinces, without what is national."""
    matrix = read_matrix(question_of(provinces, "target_group", "action_line"))
    cols = tuple(col for col in matrix.cols if col.letter)
    return Heat(
        cols,
        tuple(
            (row, tuple(_square(matrix.cell(row.value, col.value).count) for col in cols))
            for row in matrix.rows
        ),
    )


def _square(count: int) -> Square:
    return Square(count, sum(count >= least for least in DEPTHS))
