"""The same results for machines: ``format=json``."""

from typing import Any

from django.http import HttpRequest

from search.facets import FACETS_BY_NAME
from search.labels import Vocabulary, organisation_labels
from search.query import SearchQuery
from search.results import FacetCounts, Hit, SearchResults


def as_json(
    request: HttpRequest, query: SearchQuery, words: Vocabulary, results: SearchResults
) -> dict[str, Any]:
    """Names and structure are a contract (design section 5): partners build on them."""
    return {
        "total": results.total,
        "page": query.page,
        "per_page": query.per_page,
        "results": [_result(request, hit) for hit in results.hits],
        "facets": [
            {
                "name": name,
                "label": str(FACETS_BY_NAME[name].label),
                "values": _values(name, counts, query, words),
            }
            for name, counts in results.facets.items()
        ],
        "suggestion": results.suggestion,
    }


def _result(request: HttpRequest, hit: Hit) -> dict[str, Any]:
    document = hit.document
    title, title_language = document.localised(document.titles, hit.language)
    summary, _language = document.localised(document.summaries, hit.language)
    return {
        "id": document.id,
        "ref": document.ref,
        "kind": document.kind,
        "title": title,
        "lang": title_language,
        "url": request.build_absolute_uri(hit.url),
        "summary": summary,
        **{name: list(values) for name, values in document.facets.items() if name not in RESERVED},
        "scale": document.scale,
        "dates": [day.isoformat() for day in document.dates],
        "next_date": document.next_date.isoformat() if document.next_date else None,
        "updated": document.updated.isoformat() if document.updated else None,
        "verified": document.verified.isoformat() if document.verified else None,
    }


# Facets whose name already says something else about a result.
RESERVED = ("kind", "lang")


def _values(
    name: str, counts: FacetCounts, query: SearchQuery, words: Vocabulary
) -> list[dict[str, Any]]:
    chosen = query.values(name)
    labels = words.of(name)
    if name == "organisation":
        labels = organisation_labels([*counts, *chosen])
    return [
        {
            "value": value,
            "label": label.text(query.language)[0],
            "count": counts.get(value, 0),
            "selected": value in chosen,
        }
        for value, label in labels.items()
        if counts.get(value) or value in chosen
    ]
