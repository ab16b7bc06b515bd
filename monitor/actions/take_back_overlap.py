"""Take back overlap: forget a verdict on items that overlap, so that the pairs are asked about again."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from monitor.models import Overlap, OverlapVerdict
from monitor.models.overlap import Key
from monitor.overlap.clusters import cluster_around
from monitor.overlap.turns import take_turn
from publishing.duplicates.finding import items_of
from publishing.permissions import may_judge_overlap

LOG_ACTION = "monitor.take_back_overlap"


@transaction.atomic
def take_back_overlap(together: UUID, *, user: Any) -> int:
    """Forgets the verdicts that were given at once; says how many pairs are asked about again.

    A pair of which both items are gone has nobody left to ask; it goes with the others. Raises
    PermissionDenied for whoever may judge none of them.
    """
    take_turn()
    verdicts = list(OverlapVerdict.objects.filter(together=together))
    items = items_of({key for row in verdicts for key in (row.first, row.second)})
    mine = [row for row in verdicts if _may(user, row, items)]
    if verdicts and not mine:
        raise PermissionDenied
    of_nothing = [row for row in verdicts if items.keys().isdisjoint((row.first, row.second))]
    OverlapVerdict.objects.filter(pk__in=[row.pk for row in (*mine, *of_nothing)]).delete()
    _open(mine)
    for row in mine:
        for own, other in ((row.first, row.second), (row.second, row.first)):
            if own in items:
                data = {"kind": other[0], "pk": other[1], "verdict": row.verdict}
                log(instance=items[own], action=LOG_ACTION, user=user, data=data)
    return len(mine)


def _may(user: Any, row: OverlapVerdict, items: Mapping[Key, Any]) -> bool:
    left = [items[key] for key in (row.first, row.second) if key in items]
    return bool(left) and may_judge_overlap(user, *left)


def _open(verdicts: Iterable[OverlapVerdict]) -> None:
    around: set[int] = set()
    for verdict in verdicts:
        pairs = Overlap.objects.filter(
            first__kind=verdict.first_kind,
            first__item_pk=verdict.first_pk,
            second__kind=verdict.second_kind,
            second__item_pk=verdict.second_pk,
        )
        for pair in pairs:
            Overlap.objects.filter(pk=pair.pk).update(state=Overlap.State.OPEN)
            around |= {pair.first_id, pair.second_id}
    cluster_around(around)
