"""Keeps the pairs that were found: of each item its strongest, and what was judged."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.models import Overlap, OverlapProfile, OverlapVerdict
from monitor.models.overlap import Key
from monitor.overlap.clusters import cluster_around, cluster_form
from monitor.overlap.comparing import Comparison
from monitor.overlap.finding import Found
from monitor.overlap.settling import pair_key, settle, verdicts_among

#: A manager who has judged so many of one item knows that it stands among many.
MOST_PER_ITEM = 8

#: The numbers of two profiles in the order of their pair.
Ends = tuple[int, int]


@dataclass(frozen=True)
class Strength:
    """A pair that was found."""

    ends: Ends
    comparison: Comparison


def ordered(one: OverlapProfile, other: OverlapProfile) -> Ends:
    """The profiles of a pair, that of the item whose kind and key sort first being first."""
    return (one.pk, other.pk) if one.key <= other.key else (other.pk, one.pk)


def store_of_one(profile: OverlapProfile, found: Sequence[Found]) -> None:
    """Makes the pairs of one item what was found, and those of its neighbours no more than fit.

    For whoever has the turn (`monitor.overlap.turns`): between what is read here and what is
    written nobody says anything of these pairs.
    """
    verdicts = verdicts_among([profile.key])
    before = {
        (row.first_id, row.second_id): row for row in Overlap.objects.of_profiles([profile.pk])
    }
    rows = {profile.pk: profile, **{each.row.pk: each.row for each in found}}
    strengths = [Strength(ordered(profile, each.row), each.comparison) for each in found]
    judged, asked = _parted(strengths, rows, verdicts)
    kept = [*judged, *_that_fit(profile.pk, asked, before)]
    around = {pk for ends in before for pk in ends} | {pk for each in kept for pk in each.ends}
    write(kept, before, rows, verdicts)
    cluster_around({profile.pk, *around})


def write(
    kept: Iterable[Strength],
    before: Mapping[Ends, Overlap],
    rows: Mapping[int, OverlapProfile],
    verdicts: Mapping[tuple[Key, Key], OverlapVerdict],
) -> None:
    """Writes the pairs that are kept, and deletes those of ``before`` that are not among them.

    Verdicts and ``before`` were read in the same turn.
    """
    new, changed = [], []
    wanted = {each.ends: each for each in kept}
    for ends, each in wanted.items():
        first, second = (rows[pk] for pk in ends)
        row = before.get(ends)
        values: dict[str, Any] = {
            "score": each.comparison.score,
            "reasons": [reason.as_data() for reason in each.comparison.reasons],
            "state": settle(verdicts.get((first.key, second.key)), first, second),
        }
        if row is None:
            new.append(Overlap(first_id=ends[0], second_id=ends[1], **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    gone = [row.pk for ends, row in before.items() if ends not in wanted]
    for start in range(0, len(gone), 500):
        Overlap.objects.filter(pk__in=gone[start : start + 500]).delete()
    Overlap.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    Overlap.objects.bulk_update(changed, ["score", "reasons", "state"], batch_size=200)


def leave_out_below(threshold: int) -> None:
    """Deletes the pairs that are asked about and score less than so many percent; for whoever has the turn."""
    weak = Overlap.objects.asked().filter(score__lt=threshold / 100)
    forms = sorted(set(weak.order_by().values_list("first__form", flat=True)))
    weak.delete()
    for form in forms:
        cluster_form(form)


def strongest(strengths: Iterable[Strength], taken: Counter[int] | None = None) -> list[Strength]:
    """Of all pairs the strongest, so that no item has more than fit."""
    count = Counter() if taken is None else taken
    kept = []
    for each in sorted(strengths, key=lambda one: (-one.comparison.score, one.ends)):
        if all(count[pk] < MOST_PER_ITEM for pk in each.ends):
            count.update(each.ends)
            kept.append(each)
    return kept


def _parted(
    strengths: Iterable[Strength],
    rows: Mapping[int, OverlapProfile],
    verdicts: Mapping[tuple[Key, Key], OverlapVerdict],
) -> tuple[list[Strength], list[Strength]]:
    """Those with a verdict, which are always kept, and the others."""
    judged: list[Strength] = []
    others: list[Strength] = []
    for each in strengths:
        key = pair_key(*(rows[pk].key for pk in each.ends))
        (judged if key in verdicts else others).append(each)
    return judged, others


def _that_fit(
    pk: int, asked: Collection[Strength], before: Mapping[Ends, Overlap]
) -> list[Strength]:
    """The strongest of one item; where a neighbour is full, a weaker pair of it makes place."""
    kept: list[Strength] = []
    strongest_first = sorted(asked, key=lambda one: (-one.comparison.score, one.ends))
    neighbours = {end for each in asked for end in each.ends} - {pk}
    pairs = _open_pairs_of(neighbours, without=pk)
    for each in strongest_first:
        if len(kept) == MOST_PER_ITEM:
            break
        other = next(end for end in each.ends if end != pk)
        theirs = pairs.get(other, [])
        if len(theirs) >= MOST_PER_ITEM:
            weakest = theirs[-1]
            if weakest.score >= each.comparison.score:
                continue
            Overlap.objects.filter(pk=weakest.pk).delete()
            for end in (weakest.first_id, weakest.second_id):
                if weakest in pairs.get(end, []):
                    pairs[end].remove(weakest)
        kept.append(each)
    return kept


def _open_pairs_of(profiles: Collection[int], without: int) -> dict[int, list[Overlap]]:
    """The pairs that were never judged, by profile, the strongest first."""
    rows = Overlap.objects.filter(state=Overlap.State.OPEN).of_profiles(profiles)
    found: dict[int, list[Overlap]] = {}
    for row in rows.order_by("-score", "pk"):
        if without not in (row.first_id, row.second_id):
            for end in (row.first_id, row.second_id):
                if end in profiles:
                    found.setdefault(end, []).append(row)
    return found
