"""What the page of the coverage map shows of gaps: the list below it, and signs in its cells."""

from dataclasses import dataclass, field
from typing import Any

from monitor.coverage.matrix import Matrix
from monitor.coverage.question import CoverageQuestion
from monitor.gaps.finding import gaps_of
from monitor.gaps.lines import gap_lines
from monitor.gaps.marks import Pair, marks_of, may_see_marks, signs_of
from monitor.models import GapMark


@dataclass(frozen=True)
class GapsOnMap:
    """`signs` has what regions said of cells, for curators; `listed` is the context of the list."""

    listed: dict[str, Any] = field(default_factory=dict)
    signs: dict[Pair, GapMark] = field(default_factory=dict)


def gaps_on_map(question: CoverageQuestion, matrix: Matrix, user: Any) -> GapsOnMap:
    """The gaps of today's map; one query for curators, none for visitors."""
    with_marks = may_see_marks(user)
    # Nobody can tell from the list what only managers may know: visitors get it without any marks.
    marks = marks_of(question) if with_marks else {}
    listed = gap_lines(gaps_of(question, matrix, marks), with_marks=with_marks)
    return GapsOnMap(listed, signs_of(marks))
