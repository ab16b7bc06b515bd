"""What overlaps one item, saved or not: few are read and compared, whatever the catalogue holds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from monitor.models import OverlapProfile
from monitor.models.overlap import Key
from monitor.overlap.candidates import candidates_for
from monitor.overlap.comparing import Comparison, compare
from monitor.overlap.keys import asked_keys
from monitor.overlap.profile import Profile
from monitor.overlap.weights import USUAL, Weights
from publishing.duplicates.relations import Relation
from publishing.models import DuplicateVerdict, SuspectedPair
from search.labels import vocabulary


@dataclass(frozen=True)
class Found:
    """A profile that overlaps, how much and why."""

    row: OverlapProfile
    comparison: Comparison


def overlaps_of(profile: Profile, today: date, weights: Weights = USUAL) -> list[Found]:
    """What overlaps an item now or will, the strongest first: two queries, however much there is."""
    if not profile.can_overlap() or not profile.counts_on(today):
        return []
    provinces = vocabulary().of("province")
    keys = candidates_for(asked_keys(profile, provinces))
    rows = OverlapProfile.objects.filter(pk__in=keys)
    return best_of(profile, ((row, Profile.from_data(row.data)) for row in rows), today, weights)


def best_of(
    profile: Profile,
    others: Iterable[tuple[OverlapProfile, Profile]],
    today: date,
    weights: Weights,
) -> list[Found]:
    """Those of ``others`` that overlap enough to be shown, the strongest first."""
    found = [
        Found(row, comparison)
        for row, other in others
        if other.counts_on(today)
        and (comparison := compare(profile, other, weights)).is_shown(weights)
    ]
    return sorted(found, key=lambda each: (-each.comparison.score, each.row.pk))


def doubles_of(kind: str, keys: Collection[int]) -> set[frozenset[Key]]:
    """Pairs with one of these items that are, or are thought to be, one and the same.

    Those are no overlap of different items, and have a page of their own.
    """
    wanted = list(keys)
    judged = DuplicateVerdict.objects.filter(
        Q(first_kind=kind, first_id__in=wanted) | Q(second_kind=kind, second_id__in=wanted),
        relation=Relation.SAME,
    )
    suspected = SuspectedPair.objects.filter(
        Q(first_id__in=wanted) | Q(second_id__in=wanted), kind=kind
    )
    found = {
        frozenset([(one_kind, one), (other_kind, other)])
        for one_kind, one, other_kind, other in judged.values_list(
            "first_kind", "first_id", "second_kind", "second_id"
        )
    }
    pairs = suspected.values_list("kind", "first_id", "second_id")
    return found | {frozenset([(same, one), (same, other)]) for same, one, other in pairs}
