"""Three or more items of which each overlaps each, put together from the pairs that are asked about."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from monitor.models import Overlap, OverlapCluster

#: From so many items on it is more than a pair.
SMALLEST = 3


@dataclass(frozen=True)
class Edge:
    """A pair as clusters are made of it; ``pk`` is its own."""

    pk: int
    one: int
    other: int
    score: float


@dataclass(frozen=True)
class Grouped:
    """The pairs of one cluster, how many items it has, and the score of its weakest pair."""

    pairs: tuple[int, ...]
    size: int
    score: float


def grouped(edges: Iterable[Edge]) -> list[Grouped]:
    """Items that all overlap each other, from the strongest pair on; a pair is in one of them only.

    An item can be in two: what it shares with the ones is not what it shares with the others.
    """
    ordered = sorted(edges, key=lambda edge: (-edge.score, edge.one, edge.other))
    free = {frozenset((edge.one, edge.other)): edge for edge in ordered}
    neighbours: dict[int, set[int]] = {}
    for edge in ordered:
        neighbours.setdefault(edge.one, set()).add(edge.other)
        neighbours.setdefault(edge.other, set()).add(edge.one)
    found = []
    for edge in ordered:
        if frozenset((edge.one, edge.other)) not in free:
            continue
        members = _grown(edge, free, neighbours)
        if len(members) < SMALLEST:
            continue
        inside = [free.pop(pair) for pair in _pairs_of(members)]
        score = min(each.score for each in inside)
        found.append(Grouped(tuple(sorted(each.pk for each in inside)), len(members), score))
    return found


def cluster_around(profiles: Collection[int]) -> None:
    """Makes the clusters anew of these profiles and of those that are in a cluster with them."""
    touched = Overlap.objects.of_profiles(profiles).filter(cluster__isnull=False)
    clusters = set(touched.values_list("cluster", flat=True))
    members = set(profiles)
    for ends in Overlap.objects.filter(cluster__in=clusters).values_list("first", "second"):
        members.update(ends)
    Overlap.objects.filter(cluster__in=clusters).update(cluster=None)
    OverlapCluster.objects.filter(pk__in=clusters).delete()
    _write(Overlap.objects.asked().among(members))


def cluster_form(form: str) -> None:
    """Makes all clusters of a form anew: items of two forms never overlap."""
    rows = Overlap.objects.of_form(form)
    clusters = set(rows.filter(cluster__isnull=False).values_list("cluster", flat=True).distinct())
    rows.filter(cluster__isnull=False).update(cluster=None)
    _delete(sorted(clusters))
    _write(rows.asked())


def _delete(keys: Sequence[int]) -> None:
    for start in range(0, len(keys), 500):
        OverlapCluster.objects.filter(pk__in=keys[start : start + 500]).delete()


def _write(pairs: object) -> None:
    rows = pairs.values_list("pk", "first", "second", "score")  # type: ignore[attr-defined]
    found = grouped(Edge(*row) for row in rows)
    made = OverlapCluster.objects.bulk_create(
        [OverlapCluster(size=each.size, score=each.score) for each in found], batch_size=500
    )
    changed = [
        Overlap(pk=pk, cluster=cluster)
        for cluster, each in zip(made, found, strict=True)
        for pk in each.pairs
    ]
    Overlap.objects.bulk_update(changed, ["cluster"], batch_size=200)


def _grown(
    edge: Edge, free: dict[frozenset[int], Edge], neighbours: dict[int, set[int]]
) -> list[int]:
    """The strongest group around a pair in which each overlaps each by a pair that is free."""
    members = [edge.one, edge.other]
    candidates = neighbours[edge.one] & neighbours[edge.other]
    weights = {
        candidate: score
        for candidate in candidates
        if (score := _weakest(candidate, members, free)) > 0
    }
    for candidate in sorted(weights, key=lambda each: (-weights[each], each)):
        if _weakest(candidate, members, free) > 0:
            members.append(candidate)
    return members


def _weakest(candidate: int, members: Sequence[int], free: dict[frozenset[int], Edge]) -> float:
    edges = [free.get(frozenset((candidate, member))) for member in members]
    return min((edge.score if edge else 0.0 for edge in edges), default=0.0)


def _pairs_of(members: Sequence[int]) -> list[frozenset[int]]:
    return [
        frozenset((one, other))
        for place, one in enumerate(members)
        for other in members[place + 1 :]
    ]
