"""Counts per facet value that answer: how many if I chose this too?

A facet's counts leave out its own choice and respect all others, so every facet
with a choice needs an aggregation of its own; the rest share one.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import tantivy

from search.engines.embedded_reader import Snapshot
from search.fields import EVERYWHERE, SPREAD_FACET, facet_field, filter_field
from search.query import SearchQuery
from search.results import FacetCounts

# More values than any facet has.
MOST_VALUES = 20_000
# Counts of so many filter sets are kept for as long as the index does not change.
KEPT = 2_000

Matching = Callable[[str], tantivy.Query]


def counted_facets(query: SearchQuery) -> tuple[str, ...]:
    """Those with a panel, and those with a choice."""
    shown = [facet.name for facet in query.shown_facets]
    return tuple(dict.fromkeys([*shown, *query.selected]))


def facet_counts(
    snapshot: Snapshot, query: SearchQuery, matching: Matching
) -> Mapping[str, FacetCounts]:
    """``matching`` gives the question without the choice in one facet."""
    together: dict[str, list[str]] = defaultdict(list)
    names = counted_facets(query)
    for name in names:
        together[name if name in query.selected else ""].append(name)
    found: dict[str, FacetCounts] = {}
    for without, group in together.items():
        found.update(_counts(snapshot, query, matching, without, group))
    return {name: found[name] for name in names}


def _counts(
    snapshot: Snapshot, query: SearchQuery, matching: Matching, without: str, names: list[str]
) -> dict[str, FacetCounts]:
    """From what is kept, or else from the index.

    Without words few questions are asked often and cost most: they count everything.
    """
    if query.text:
        return _aggregate(snapshot, matching(without), names)
    narrowed = tuple((name, values) for name, values in query.filters.items() if name != without)
    key = (narrowed, query.national, query.days)
    missing = [name for name in names if (key, name) not in snapshot.counts]
    if missing:
        if len(snapshot.counts) > KEPT:
            snapshot.counts.clear()
        for name, counts in _aggregate(snapshot, matching(without), missing).items():
            snapshot.counts[key, name] = counts
    # Another thread may have emptied it meanwhile.
    kept = {name: snapshot.counts.get((key, name)) for name in names}
    if None in kept.values():
        return _aggregate(snapshot, matching(without), names)
    return {name: counts for name, counts in kept.items() if counts is not None}


def _aggregate(
    snapshot: Snapshot, query: tantivy.Query, names: Sequence[str]
) -> dict[str, FacetCounts]:
    wanted = {name: {"terms": {"field": facet_field(name), "size": MOST_VALUES}} for name in names}
    answer = snapshot.searcher.aggregate(query, wanted)
    found: dict[str, FacetCounts] = {
        name: {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]}
        for name in names
    }
    if SPREAD_FACET in found:
        found[SPREAD_FACET] = _spread(snapshot, found[SPREAD_FACET])
    return found


def _spread(snapshot: Snapshot, counts: FacetCounts) -> FacetCounts:
    """Adds what counts everywhere to each of the values that exist."""
    everywhere = counts.get(EVERYWHERE, 0)
    if not everywhere:
        return {value: count for value, count in counts.items() if value != EVERYWHERE}
    known = snapshot.searcher.terms_with_prefix(filter_field(SPREAD_FACET), "", limit=MOST_VALUES)
    return {value: counts.get(value, 0) + everywhere for value, _frequency in known}
