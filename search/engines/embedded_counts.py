"""Counts per facet value that answer: how many if I chose this too?

A facet's counts leave out its own choice and respect all others, so every facet
with a choice needs an aggregation of its own; the rest share one.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import tantivy

from search.engines.embedded_reader import Snapshot
from search.engines.embedded_schema import facet_field
from search.query import SearchQuery
from search.results import FacetCounts

# More values than any facet has, except organisations, of which the first ones do.
MOST_VALUES = 500

Matching = Callable[[str], tantivy.Query]


def counted_facets(query: SearchQuery) -> tuple[str, ...]:
    """Those with a panel, and those with a choice."""
    shown = [facet.name for facet in query.shown_facets]
    return tuple(dict.fromkeys([*shown, *query.selected]))


def facet_counts(
    snapshot: Snapshot, query: SearchQuery, matching: Matching
) -> Mapping[str, FacetCounts]:
    """``matching`` gives the question without the choice in one facet."""
    if query.text or query.is_filtered:
        return _count(snapshot.searcher, query, matching)
    # Counting everything costs most and is asked most, so it is kept while it is true.
    key = tuple(query.fixed.items())
    if key not in snapshot.counts:
        snapshot.counts[key] = _count(snapshot.searcher, query, matching)
    return snapshot.counts[key]


def _count(
    searcher: tantivy.Searcher, query: SearchQuery, matching: Matching
) -> dict[str, FacetCounts]:
    together: dict[str, list[str]] = defaultdict(list)
    for name in counted_facets(query):
        together[name if name in query.selected else ""].append(name)
    found: dict[str, FacetCounts] = {}
    for without, names in together.items():
        found.update(_aggregate(searcher, matching(without), names))
    return found


def _aggregate(
    searcher: tantivy.Searcher, query: tantivy.Query, names: Sequence[str]
) -> dict[str, FacetCounts]:
    wanted = {name: {"terms": {"field": facet_field(name), "size": MOST_VALUES}} for name in names}
    answer = searcher.aggregate(query, wanted)
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]}
        for name in names
    }
