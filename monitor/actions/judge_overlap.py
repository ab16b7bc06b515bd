"""Judge overlap: say how items that overlap stand to each other, of a pair or of a whole group at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from monitor.models import Overlap, OverlapProfile, OverlapVerdict
from monitor.models.overlap import NOTE_MAX, Key
from monitor.overlap.clusters import cluster_around
from monitor.overlap.profile import Profile
from monitor.overlap.seen import NotAsSeenError, Seen, seen_of
from monitor.overlap.settling import basis_of, verdicts_among
from monitor.overlap.telling import tell_owners
from monitor.overlap.turns import take_turn
from publishing.duplicates.finding import items_of
from publishing.permissions import may_judge_overlap

LOG_ACTION = "monitor.judge_overlap"


@dataclass(frozen=True)
class Judged:
    """How many pairs were judged, and how many are for managers of other regions.

    ``together`` is by what all of it is taken back.
    """

    pairs: int
    left: int
    together: UUID


@transaction.atomic
def judge_overlap(
    pairs: Collection[Overlap],
    verdict: OverlapVerdict.Verdict,
    *,
    user: Any,
    note: str = "",
    seen: Seen | None = None,
) -> Judged:
    """Remembers what ``user`` says of these pairs; it takes the place of what was said before.

    Of several, those are judged of which the user may judge one item. Whoever keeps items that
    are "to be joined" is told so. ``seen`` is what the user saw of the pairs (see
    `monitor.overlap.seen`). Raises PermissionDenied when that is none of the pairs,
    NotAsSeenError when a colleague said something since or an item changed, and
    Overlap.DoesNotExist when none of the pairs is left.
    """
    take_turn()
    wanted = Overlap.objects.with_profiles().filter(pk__in=[pair.pk for pair in pairs])
    rows = list(wanted.order_by("pk"))
    if not rows:
        raise Overlap.DoesNotExist
    items = items_of({end.key for row in rows for end in (row.first, row.second)})
    mine = [row for row in rows if _may(user, row, items)]
    if not mine:
        raise PermissionDenied
    if seen is not None:
        _refuse_unless_seen(mine, seen)
    together = uuid4()
    words = note.strip()[:NOTE_MAX]
    for row in mine:
        _say(row, verdict, words, together, user)
    Overlap.objects.filter(pk__in=[row.pk for row in mine]).update(state=Overlap.State.JUDGED)
    cluster_around({pk for row in mine for pk in (row.first_id, row.second_id)})
    _log(mine, verdict, items, user)
    if verdict == OverlapVerdict.Verdict.JOIN:
        tell_owners(_groups(mine), items, together=together, note=words, user=user)
    return Judged(len(mine), len(rows) - len(mine), together)


def _refuse_unless_seen(rows: Sequence[Overlap], seen: Seen) -> None:
    verdicts = verdicts_among({end.key for row in rows for end in (row.first, row.second)})
    now = seen_of(rows, verdicts)
    others = [row for row in rows if now[row.pk] != seen.get(row.pk, "")]
    if others:
        raise NotAsSeenError(others)


def _may(user: Any, row: Overlap, items: Mapping[Key, Any]) -> bool:
    both = [items[end.key] for end in (row.first, row.second) if end.key in items]
    return len(both) == 2 and may_judge_overlap(user, *both)


def _say(row: Overlap, verdict: str, note: str, together: UUID, user: Any) -> None:
    first, second = row.first, row.second
    OverlapVerdict.objects.update_or_create(
        first_kind=first.kind,
        first_pk=first.item_pk,
        second_kind=second.kind,
        second_pk=second.item_pk,
        defaults={
            "verdict": verdict,
            "note": note,
            "basis": basis_of(_profile(first), _profile(second)),
            "changed": [],
            "together": together,
            "decided_by": user,
        },
    )


def _profile(row: OverlapProfile) -> Profile:
    return Profile.from_data(row.data)


def _groups(rows: Sequence[Overlap]) -> list[Key]:
    return sorted({end.key for row in rows for end in (row.first, row.second)})


def _log(rows: Iterable[Overlap], verdict: str, items: Mapping[Key, Any], user: Any) -> None:
    for row in rows:
        for end, beside in ((row.first, row.second), (row.second, row.first)):
            data = {"kind": beside.kind, "pk": beside.item_pk, "verdict": str(verdict)}
            log(instance=items[end.key], action=LOG_ACTION, user=user, data=data)
