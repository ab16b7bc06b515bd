"""What regions said of the gaps of a map; for curators, never for visitors."""

from collections.abc import Mapping
from typing import Any

from monitor.coverage.question import CoverageQuestion
from monitor.gaps.spot import PLACE, Spot
from monitor.models import GapMark
from publishing.permissions import roles_of
from search.labels import Vocabulary

Pair = tuple[str, str]


def may_see_marks(user: Any) -> bool:
    """Marks are working notes of managers for each other."""
    return roles_of(user).is_curator


def marks_of(question: CoverageQuestion) -> dict[Pair, list[GapMark]]:
    """The marks of the cells of a map, by row and column; one query.

    None for a map of a part, such as only practices: what a region said is about everything in a
    cell, and does not settle what is missing of that part.
    """
    if not question.is_of_everything:
        return {}
    rows = GapMark.objects.between((question.rows, question.cols)).select_related("region")
    found: dict[Pair, list[GapMark]] = {}
    for mark in rows:
        terms = mark.cell
        found.setdefault((terms[question.rows], terms[question.cols]), []).append(mark)
    return found


def marks_of_spot(spot: Spot) -> list[GapMark]:
    """The marks of one cell, the newest first."""
    return list(GapMark.objects.about(*spot.terms).select_related("region"))


def region_of_cell(question: CoverageQuestion, row: str, col: str, words: Vocabulary) -> str:
    """The key of the region that a cell is of; empty when none of its terms is a province."""
    terms = {question.rows: row, question.cols: col}
    return words.region_of_province.get(terms.get(PLACE, ""), "")


def settled(marks: list[GapMark], regions: frozenset[str]) -> bool:
    """Whether every one of these regions left this gap on purpose, or is filling it in time."""
    done = {mark.region.key for mark in marks if mark.settles}
    return bool(regions) and regions <= done


def wanted(marks: list[GapMark], regions: frozenset[str]) -> bool:
    """Whether one of these regions asked for something here; any region, when none is named."""
    return any(
        mark.kind == GapMark.Kind.WANTED and (not regions or mark.region.key in regions)
        for mark in marks
    )


def signs_of(marks: Mapping[Pair, list[GapMark]]) -> dict[Pair, GapMark]:
    """One mark for each marked cell of a map, for the sign in the table: what asks most."""
    urgency = [GapMark.Kind.WANTED, GapMark.Kind.IN_PREPARATION, GapMark.Kind.ON_PURPOSE]
    return {
        pair: min(
            said, key=lambda mark: (not mark.is_overdue, urgency.index(GapMark.Kind(mark.kind)))
        )
        for pair, said in marks.items()
    }
