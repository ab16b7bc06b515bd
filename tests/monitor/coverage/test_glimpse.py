"""The small picture of the map that the home page shows."""

from monitor.coverage.glimpse import STEP, glimpse_of
from monitor.coverage.matrix import Cell, Line, Matrix, State

ROWS = tuple(Line(value, value, "", Cell()) for value in ("students", "starters"))
COLS = tuple(Line(value, value, "", Cell()) for value in ("NL-FL", "NL-UT", "NL-ZE"))


def matrix(**counts: int) -> Matrix:
    cells = {
        (row.value, col.value): Cell(state=State.EMPTY, national=9) for row in ROWS for col in COLS
    }
    cells |= {("students", f"NL-{code}"): Cell(count=count) for code, count in counts.items()}
    return Matrix(ROWS, COLS, cells, total=Cell())


def test_every_cell_has_its_square_where_the_table_has_it() -> None:
    squares = glimpse_of(matrix(FL=1)).squares
    assert [(square.x // STEP, square.y // STEP) for square in squares] == [
        (0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1),
    ]  # fmt: skip


def test_more_is_darker_and_what_is_only_national_is_empty() -> None:
    shown = glimpse_of(matrix(FL=1, UT=30))
    few, many, national = shown.squares[:3]
    assert 0 < few.shade < many.shade
    assert (national.shade, national.is_empty) == (0, True)
    assert shown.empty == 4


def test_a_map_without_lines_has_no_size() -> None:
    shown = glimpse_of(Matrix((), (), {}, total=Cell()))
    assert (shown.width, shown.height, shown.squares) == (0, 0, ())
