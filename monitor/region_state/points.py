"""Where a region has much, and where little, beside what one may expect of it."""

from collections.abc import Collection
from dataclasses import dataclass

from monitor.coverage.axes import AXES_BY_NAME
from monitor.coverage.matrix import Line, Matrix
from monitor.coverage.reading import read_matrix
from monitor.coverage.tuned import tuning
from monitor.region_state.asked import PROVINCE, question_of

#: What is compared.
SUBJECTS = ("target_group", "action_line", "path", "form")
SHOWN = 5


@dataclass(frozen=True)
class Point:
    """How much runs of one subject, and how much one may expect."""

    label: str
    lang: str
    subject: str
    count: int
    expected: float

    @property
    def surplus(self) -> float:
        """How many more there are than one may expect; negative for fewer."""
        return self.count - self.expected


def points_of(provinces: Collection[str]) -> tuple[list[Point], list[Point]]:
    """The strongest and the weakest points, the most telling first.

    What one may expect is what the coverage map says of the cells of the region's provinces. Where
    that is less than what makes a cell thin, nothing is weak.
    """
    points = [point for subject in SUBJECTS for point in _points(provinces, subject)]
    strong = [point for point in points if point.surplus > 0 and point.count > 1]
    least = tuning().rules.thin_from
    weak = [point for point in points if point.surplus < 0 and point.expected >= least]
    strong.sort(key=lambda point: (-point.surplus, -point.count, point.label))
    weak.sort(key=lambda point: (point.surplus, point.count, point.label))
    return strong[:SHOWN], weak[:SHOWN]


def _points(provinces: Collection[str], subject: str) -> list[Point]:
    matrix = read_matrix(question_of(provinces, subject, PROVINCE))
    found = []
    for row in matrix.rows:
        if subject == "action_line" and not row.letter:
            # A line of another region's plan that works on no national line.
            continue
        expected = _expected(matrix, row)
        if expected:
            label = str(AXES_BY_NAME[subject].label)
            found.append(Point(row.label, row.lang, label, row.total.running, expected))
    return found


def _expected(matrix: Matrix, row: Line) -> float:
    cells = (matrix.cell(row.value, col.value) for col in matrix.cols)
    return sum(cell.expected or 0.0 for cell in cells)
