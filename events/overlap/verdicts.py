"""What people said about two events, so that nobody asks again."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from events.models import Event, PairVerdict
from publishing.permissions import Verb, may

Pair = tuple[int, int]


def pair(one: int, other: int) -> Pair:
    """The keys of two events in the order in which a verdict on them is stored."""
    return (one, other) if one < other else (other, one)


def verdicts_about(event: int | None) -> dict[int, PairVerdict]:
    """What was said about an event and another one, by the key of the other."""
    if event is None:
        return {}
    rows = PairVerdict.objects.filter(Q(first=event) | Q(second=event))
    return {row.second_id if row.first_id == event else row.first_id: row for row in rows}


def may_judge(user: Any, *events: Event) -> bool:
    """Whether somebody may say how these relate: whoever may change one of them."""
    return any(may(user, Verb.CHANGE, event) for event in events)


def judge(
    *, one: Event, other: Event, verdict: PairVerdict.Verdict, user: Any, note: str = ""
) -> PairVerdict:
    """Remembers what ``user`` says about two events; a later verdict takes the place of this one.

    Raises PermissionDenied for somebody who may change neither, ValueError for one event.
    """
    if one.pk == other.pk:
        raise ValueError("A verdict is about two events")
    if not may_judge(user, one, other):
        raise PermissionDenied
    first, second = pair(one.pk, other.pk)
    row, _created = PairVerdict.objects.update_or_create(
        first_id=first,
        second_id=second,
        defaults={"verdict": verdict, "note": note, "decided_by": user},
    )
    return row


def take_back(*, verdict: PairVerdict, user: Any) -> None:
    """Forgets a verdict, so that the pair is asked about again.

    Raises PermissionDenied for somebody who may change neither of the two events.
    """
    if not may_judge(user, verdict.first, verdict.second):
        raise PermissionDenied
    verdict.delete()


@transaction.atomic
def mark_intended(*, event: Event, others: Collection[int], user: Any) -> int:
    """Notes that the organiser of ``event`` knows these events near by and means it so.

    Says how many were noted. What was said before about a pair stays. Raises PermissionDenied
    for somebody who may not change the event.
    """
    if not may(user, Verb.CHANGE, event):
        raise PermissionDenied
    known = verdicts_about(event.pk)
    new = set(others) - known.keys() - {event.pk}
    existing = Event.objects.filter(pk__in=new).values_list("pk", flat=True)
    rows = [
        PairVerdict(
            first_id=min(event.pk, key),
            second_id=max(event.pk, key),
            verdict=PairVerdict.Verdict.INTENDED,
            decided_by=user,
        )
        for key in existing
    ]
    PairVerdict.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
