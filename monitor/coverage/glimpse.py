"""The coverage map in small: squares without words, which promise the map behind them."""

from dataclasses import dataclass

from monitor.coverage.matrix import Matrix, State
from monitor.coverage.shades import scale_of

#: Of a square, and from one to the next.
SIDE, STEP = 22, 26


@dataclass(frozen=True)
class Square:
    """One cell of the map. `is_empty` where a province has nothing of its own."""

    x: int
    y: int
    shade: int
    is_empty: bool


@dataclass(frozen=True)
class Glimpse:
    """The context of ``components/coverage_glimpse.html``."""

    width: int
    height: int
    side: int
    squares: tuple[Square, ...]

    @property
    def empty(self) -> int:
        """How many of the squares are empty."""
        return sum(square.is_empty for square in self.squares)


def glimpse_of(matrix: Matrix) -> Glimpse:
    """The squares of a matrix, in its own order and in the shades of its table."""
    scale = scale_of(cell.count for cell in matrix.cells.values())
    squares = tuple(
        Square(across * STEP, down * STEP, scale.shade(cell.count), cell.state == State.EMPTY)
        for down, row in enumerate(matrix.rows)
        for across, col in enumerate(matrix.cols)
        for cell in [matrix.cell(row.value, col.value)]
    )
    return Glimpse(
        width=max(0, len(matrix.cols) * STEP - (STEP - SIDE)),
        height=max(0, len(matrix.rows) * STEP - (STEP - SIDE)),
        side=SIDE,
        squares=squares,
    )
