"""The gaps of a map, the most telling first: what a region asked for, then by what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from monitor.coverage.matrix import Cell, Line, Matrix, State
from monitor.coverage.question import CoverageQuestion, read_question
from monitor.coverage.reading import read_matrix
from monitor.gaps.marks import Pair, marks_of, region_of_cell, settled, wanted
from monitor.gaps.spot import PLACE, gap_url, spot_of
from monitor.models import GapMark
from search.labels import Vocabulary, vocabulary
from taxonomy.localised import active_language
from taxonomy.models import Region


@dataclass(frozen=True)
class Gap:
    """A cell that is empty or thin, and what regions said of it."""

    question: CoverageQuestion
    row: Line
    col: Line
    cell: Cell
    marks: tuple[GapMark, ...] = ()
    is_wanted: bool = False

    @property
    def missing(self) -> float:
        """How many more that run one may expect; 0 where nothing can be expected."""
        return max(0.0, (self.cell.expected or 0.0) - self.cell.running)

    @property
    def is_telling(self) -> bool:
        """Whether something is missing: some of it may be expected, or a region spoke of it."""
        return bool(self.marks) or round(self.missing, 1) > 0

    @property
    def is_empty(self) -> bool:
        return self.cell.state == State.EMPTY

    @property
    def url(self) -> str:
        """Its page, in the language of the page."""
        return gap_url(self.question, self.row.value, self.col.value)

    @property
    def overdue(self) -> bool:
        """Whether somebody prepared it, and the day until which is past."""
        return any(mark.is_overdue for mark in self.marks)


def gaps_of(
    question: CoverageQuestion,
    matrix: Matrix | None = None,
    marks: Mapping[Pair, list[GapMark]] | None = None,
) -> list[Gap]:
    """The gaps among the cells of a map, without those that their region settled.

    `matrix` and `marks` are those of the question, when the caller has read them. What regions
    said is for curators only (`monitor.gaps.marks.may_see_marks`): for others give no marks.
    """
    words = vocabulary()
    matrix = matrix or read_matrix(question)
    said = marks_of(question) if marks is None else marks
    found = [
        _gap(question, row, col, matrix.cell(row.value, col.value), said, words)
        for row in matrix.rows
        for col in matrix.cols
        if matrix.cell(row.value, col.value).state in (State.EMPTY, State.THIN)
    ]
    open_ones = [gap for gap in found if gap is not None]
    return sorted(
        open_ones,
        key=lambda gap: (not gap.is_wanted, -gap.missing, gap.row.label, gap.col.label),
    )


def gaps_of_region(region: Region, subjects: tuple[str, ...] = ("target_group",)) -> list[Gap]:
    """The gaps in the provinces of a region, for each vocabulary in `subjects`."""
    codes = sorted(province.key for province in region.provinces.all())
    if not codes:
        return []
    found: list[Gap] = []
    for subject in subjects:
        question = _question_of(subject, codes)
        found += gaps_of(question)
    return sorted(found, key=lambda gap: (not gap.is_wanted, -gap.missing))


def _question_of(subject: str, provinces: list[str]) -> CoverageQuestion:
    asked = QueryDict(mutable=True)
    asked.update({"rows": subject, "cols": PLACE})
    asked.setlist(PLACE, provinces)
    return read_question(asked, vocabulary(), language=active_language()).question


def _gap(
    question: CoverageQuestion,
    row: Line,
    col: Line,
    cell: Cell,
    marks: Mapping[Pair, list[GapMark]],
    words: Vocabulary,
) -> Gap | None:
    said = marks.get((row.value, col.value), [])
    region = region_of_cell(question, row.value, col.value, words)
    regions = (
        frozenset([region])
        if region
        else spot_of(question, row.value, col.value, words).regions(words)
    )
    if settled(said, regions):
        return None
    return Gap(question, row, col, cell, tuple(said), wanted(said, regions))
