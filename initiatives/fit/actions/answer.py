"""Answer: a region says how far it has what a practice asks."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from initiatives.fit.matching import Point, conditions_of, folded, points_of
from initiatives.models import FitAnswer, Practice
from publishing.permissions import may_answer_fit
from taxonomy.models import Region

FIT_LOG_ACTION = "initiatives.fit_answered"


class Given(NamedTuple):
    """An answer and what somebody says about it."""

    answer: str
    note: str = ""


class ChangedMeanwhileError(Exception):
    """Somebody else answered for the same region since the form was shown."""


@transaction.atomic
def answer(
    practice: Practice, region: Region, given: Mapping[str, Given], *, user: Any, seen: str
) -> int:
    """Keep the answers of a region by the words of the conditions; returns how many changed.

    A condition that is not in `given` keeps the answer it has. `seen` is the `state_of` the
    answers that the form showed.

    :raises PermissionDenied: for whoever does not lead the region.
    :raises ChangedMeanwhileError: when the answers are not what was shown.
    """
    if not may_answer_fit(user, region.pk):
        raise PermissionDenied
    # Whoever answers for the same practice waits here for the other one.
    Practice.objects.select_for_update(of=("self",)).get(pk=practice.pk)
    stored = list(FitAnswer.objects.filter(practice=practice, region=region))
    if seen != state_of(stored):
        raise ChangedMeanwhileError
    wanted = {folded(words): entry for words, entry in given.items()}
    points = points_of(conditions_of(practice), stored).points
    changed = [
        point
        for point in points
        if (entry := wanted.get(folded(point.condition.condition))) and _differs(point, entry)
    ]
    told = []
    for point in changed:
        before = point.answer.answer if point.answer else ""
        row = point.answer or FitAnswer(practice=practice, region=region)
        entry = wanted[folded(point.condition.condition)]
        row.condition = point.condition.condition
        row.answer, row.note = entry.answer, entry.note.strip()
        row.answered_by, row.answered_at = user, timezone.now()
        row.save()
        told.append({"condition": row.condition, "before": before, "after": row.answer})
    if changed:
        data = {"region": region.label, "answers": told}
        log(instance=practice, action=FIT_LOG_ACTION, user=user, data=data)
    return len(changed)


def state_of(answers: list[FitAnswer]) -> str:
    """Stands for the answers of a region; another one after any change."""
    newest = max((row.answered_at.isoformat() for row in answers), default="")
    return f"{len(answers)}.{newest}"


def _differs(point: Point, entry: Given) -> bool:
    row = point.answer
    if row is None or point.asked_again:
        return True
    return (row.answer, row.note) != (entry.answer, entry.note.strip())
