"""Counts per facet value, all in the request that fetches the hits.

A facet's counts leave out its own choice and respect all others. The choices therefore
narrow the hits only afterwards (``post_filter``), and each facet with a choice counts
under a filter of its own; the rest share one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import Query

from search import matching
from search.engines.elasticsearch_query import translate
from search.engines.embedded_counts import MOST_VALUES, counted_facets
from search.fields import filter_field
from search.query import SearchQuery
from search.results import FacetCounts


def without_choices(query: SearchQuery) -> SearchQuery:
    """What the hits and all counts have in common: the words, and what the page itself sets."""
    return replace(query, selected={})


def choices(query: SearchQuery, without: str = "") -> Query:
    """The chosen values of all facets, or of all but one."""
    others = {name: values for name, values in query.selected.items() if name != without}
    return translate(matching.narrowing(SearchQuery(selected=others)))


def add_counts(search: Search, query: SearchQuery) -> None:
    """Asks for the counts of every facet with a panel or a choice."""
    for number, (without, names) in enumerate(_groups(query)):
        group = search.aggs.bucket(f"group{number}", A("filter", filter=choices(query, without)))
        for name in names:
            # What is national has all provinces in the field that filters use.
            group.bucket(name, "terms", field=filter_field(name), size=MOST_VALUES)


def read_counts(answer: Mapping[str, Any], query: SearchQuery) -> dict[str, FacetCounts]:
    found: dict[str, FacetCounts] = {}
    for number, (_without, names) in enumerate(_groups(query)):
        group = answer[f"group{number}"]
        for name in names:
            found[name] = {bucket["key"]: bucket["doc_count"] for bucket in group[name]["buckets"]}
    return {name: found[name] for name in counted_facets(query)}


def _groups(query: SearchQuery) -> Iterator[tuple[str, list[str]]]:
    """Facets that are counted under the same filters, with the facet that is left out."""
    together: dict[str, list[str]] = defaultdict(list)
    for name in counted_facets(query):
        together[name if name in query.selected else ""].append(name)
    return iter(together.items())
