"""Which answer of a region belongs to which condition of a practice.

A condition is known by its words. When an author changes them, the answer to the old words is
shown beside the new ones and asked again; what looks like none of the present conditions is kept
apart, and comes back when the condition does.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from initiatives.models import FitAnswer, PracticeCondition

#: So much alike two texts must be for the one to be the other in new words; 1 is the same.
LIKE_ENOUGH = 0.6


@dataclass(frozen=True)
class Point:
    """One condition with the answer of one region, if there is any.

    `asked_again` says that the answer was given to other words.
    """

    condition: PracticeCondition
    answer: FitAnswer | None = None
    asked_again: bool = False


@dataclass(frozen=True)
class Points:
    """All conditions in the order of the practice, and the answers that belong to none."""

    points: list[Point]
    left_over: list[FitAnswer] = field(default_factory=list)


def conditions_of(practice: Any) -> list[PracticeCondition]:
    """The conditions as they are asked: what stands there twice is asked once."""
    by_words: dict[str, PracticeCondition] = {}
    for row in practice.conditions.all():
        by_words.setdefault(folded(row.condition), row)
    return list(by_words.values())


def points_of(conditions: Iterable[PracticeCondition], answers: Iterable[FitAnswer]) -> Points:
    """The conditions with what one region answered to them."""
    conditions = list(conditions)
    open_answers = {folded(answer.condition): answer for answer in answers}
    found = {
        row.pk: Point(row, answer)
        for row in conditions
        if (answer := open_answers.pop(folded(row.condition), None)) is not None
    }
    unanswered = [row for row in conditions if row.pk not in found]
    for _likeness, row, answer in _alike(unanswered, list(open_answers.values())):
        if row.pk not in found and folded(answer.condition) in open_answers:
            found[row.pk] = Point(row, open_answers.pop(folded(answer.condition)), True)
    points = [found.get(row.pk, Point(row)) for row in conditions]
    return Points(points, list(open_answers.values()))


def folded(words: str) -> str:
    """Words without what makes no other condition of them."""
    return " ".join(words.split()).casefold().rstrip(".")


def _alike(
    conditions: list[PracticeCondition], answers: list[FitAnswer]
) -> list[tuple[float, PracticeCondition, FitAnswer]]:
    """Pairs that are like enough, most alike first."""
    pairs = [
        (likeness, row, answer)
        for row in conditions
        for answer in answers
        if (likeness := _likeness(row.condition, answer.condition)) >= LIKE_ENOUGH
    ]
    return sorted(pairs, key=lambda pair: -pair[0])


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, folded(one), folded(other), autojunk=False).ratio()
