"""Pairs that are probably one, found a part at a time by what runs when it is due.

Not all pairs are compared: each item is compared with those that share a rare key, once after
every change of it.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from publishing.duplicates.description import Description
from publishing.duplicates.finding import compared
from publishing.duplicates.indexing import reindex
from publishing.duplicates.kinds import Further, kind_called, kinds
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import holds, verdicts_about
from publishing.models import DuplicateProfile, SuspectedPair

#: So many items in one run; the rest comes with the next.
AT_ONCE = 200
MISSED_AT_ONCE = 500


def run() -> str:
    """For `run_due`: makes up for what was missed, and compares what has changed."""
    made = make_up()
    done = suspect()
    counts = {"items described": made, "items compared": done}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def make_up(limit: int = MISSED_AT_ONCE) -> int:
    """Describes items that have no profile, or one older than the item; says how many."""
    made = 0
    for kind in kinds():
        described = DuplicateProfile.objects.filter(
            kind=kind.name, object_id=OuterRef("pk"), made_at__gte=OuterRef("updated_at")
        )
        rows = kind.model._default_manager.exclude(Exists(described)).order_by("pk")
        made += reindex(kind, list(rows.values_list("pk", flat=True)[: limit - made]))
    return made


def suspect(limit: int = AT_ONCE) -> int:
    """Compares the items that wait longest with what looks like them; says how many."""
    waiting = DuplicateProfile.objects.filter(compared_at__isnull=True).order_by("made_at", "pk")
    profiles = list(waiting[:limit])
    for profile in profiles:
        _suspect(profile)
    return len(profiles)


def forget_suspicions(kind: str, keys: Collection[int]) -> None:
    """Leaves out the pairs with items that are gone."""
    _pairs_of(kind, keys).delete()


@transaction.atomic
def _suspect(profile: DuplicateProfile) -> None:
    description = Description.from_data({**profile.data, "pk": profile.object_id})
    found = [] if profile.retired else _suspicious(description)
    before = set(_pairs_of(profile.kind, [profile.object_id]).values_list("first_id", "second_id"))
    pairs = [_pair(profile, other, why) for other, why in found]
    kept = {(pair.first_id, pair.second_id) for pair in pairs}
    for first, second in before - kept:
        SuspectedPair.objects.filter(kind=profile.kind, first_id=first, second_id=second).delete()
    SuspectedPair.objects.bulk_create(
        pairs,
        update_conflicts=True,
        unique_fields=["kind", "first_id", "second_id"],
        update_fields=["first_region", "second_region", "score", "signs"],
    )
    # Only what was compared: a change meanwhile has emptied it again.
    DuplicateProfile.objects.filter(pk=profile.pk, made_at=profile.made_at).update(
        compared_at=timezone.now()
    )


def _suspicious(description: Description) -> Iterable[tuple[DuplicateProfile, Further]]:
    verdicts = verdicts_about(description.kind, description.pk)
    for other, why in _alike(description):
        said = verdicts.get((other.kind, other.object_id))
        is_settled = (
            said is not None
            and said.by_curator
            and said.relation != Relation.SAME
            and holds(said, description, Description.from_data(other.data))
        )
        if not (other.retired or is_settled):
            yield other, why


def _alike(description: Description) -> Iterator[tuple[DuplicateProfile, Further]]:
    """What is probably the same by what is compared of every kind, and by what its room knows."""
    seen = set()
    for other, comparison in compared(description):
        if comparison.relation == Relation.SAME and other.kind == description.kind:
            seen.add(other.object_id)
            yield other, Further(other.object_id, comparison.score, comparison.signs)
    kind = kind_called(description.kind)
    if kind is None or kind.further is None or description.pk is None:
        return
    further = {each.pk: each for each in kind.further(description.pk) if each.pk not in seen}
    rows = DuplicateProfile.objects.filter(kind=kind.name, object_id__in=further)
    for other in rows if further else ():
        yield other, further[other.object_id]


def _pair(one: DuplicateProfile, other: DuplicateProfile, why: Further) -> SuspectedPair:
    first, second = sorted((one, other), key=lambda profile: profile.object_id)
    return SuspectedPair(
        kind=one.kind,
        first_id=first.object_id,
        second_id=second.object_id,
        first_region_id=first.region_id,
        second_region_id=second.region_id,
        score=why.score,
        signs=[sign.as_data() for sign in why.signs],
    )


def _pairs_of(kind: str, keys: Collection[int]) -> Any:
    either = Q(first_id__in=keys) | Q(second_id__in=keys)
    return SuspectedPair.objects.filter(either, kind=kind)
