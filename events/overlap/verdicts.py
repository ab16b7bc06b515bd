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
def say_of_several(
    *, event: Event, others: Collection[int], verdict: PairVerdict.Verdict, user: Any
) -> int:
    """Notes what the organiser of ``event`` says of events near by, such as that it is intended.

    Says how many were noted. What was said before about a pair stays. Raises PermissionDenied
    for somebody who may not change the event.
    """
    _refuse_unless_organiser(user, event)
    new = set(others) - verdicts_about(event.pk).keys() - {event.pk}
    rows = [
        PairVerdict(
            first_id=min(event.pk, key),
            second_id=max(event.pk, key),
            verdict=verdict,
            decided_by=user,
        )
        for key in Event.objects.live().filter(pk__in=new).values_list("pk", flat=True)
    ]
    PairVerdict.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def take_back_of_event(*, event: Event, user: Any) -> int:
    """Forgets that events near ``event`` are known and intended, so that they are named again.

    Says how many that were. Raises PermissionDenied for somebody who may not change the event.
    """
    _refuse_unless_organiser(user, event)
    rows = PairVerdict.objects.filter(Q(first=event) | Q(second=event))
    taken_back, _by_model = rows.filter(verdict=PairVerdict.Verdict.INTENDED).delete()
    return taken_back


def _refuse_unless_organiser(user: Any, event: Event) -> None:
    if not may(user, Verb.CHANGE, event):
        raise PermissionDenied
