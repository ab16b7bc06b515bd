"""The context of the search page; ``templates/search/search.html`` says how it looks."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import gettext as _

from search.answer import Answer
from search.cards import card_of_hit
from search.date_panel import date_panel
from search.formats import download_links
from search.pagination import pagination
from search.panels import chips, hidden_fields, panels
from search.query import SORTS, SearchQuery
from search.titles import heading_of, title_of


def page_context(path: str, kind: str | None, answer: Answer) -> dict[str, Any]:
    """Everything the page shows; nothing in here asks the database per result."""
    query, results, words = answer.query, answer.results, answer.words
    heading = heading_of(kind)
    chosen = chips(query, words, path)
    facets = panels(query, dict(results.facets), words)
    return {
        "heading": heading,
        "page_title": title_of(heading, query, [chip["label"] for chip in chosen]),
        "breadcrumbs": [{"label": heading, "url": ""}],
        "query": query,
        "total": results.total,
        "notices": answer.notices,
        "degraded": answer.is_degraded,
        "cards": [card_of_hit(hit, query, words) for hit in results.hits],
        "facets": facets,
        "dates": date_panel(query, results.facets.get("kind", {}), answer.date_faults, path),
        "dates_after": _place_of_dates([facet.name for facet in facets]),
        "has_date_fault": bool(answer.date_faults),
        "chosen": query.chosen_count,
        "chips": chosen,
        "clear_url": query.without_filters().url(path),
        "leaves_out_national": not query.national,
        "hidden_fields": hidden_fields(query),
        "sorts": _sorts(query),
        "help": answer.help,
        "suggestion": _suggestion(query, results.suggestion, path),
        "read_as": results.read_as,
        "ignored": results.ignored,
        "partly": results.partly,
        "downloads": None if answer.is_degraded else download_links(query, results.total, path),
        "action": path,
        "canonical_path": query.url(path),
        "alternate_urls": [
            (language, query.url(translate_url(path, language)))
            for language, _name in settings.LANGUAGES
        ],
        # Search engines would read every combination of filters there is.
        "noindex": query.chosen_count > 1 or _is_particular(query),
        **pagination(query, results.total, path),
    }


def _suggestion(query: SearchQuery, text: str | None, path: str) -> dict[str, str] | None:
    """What was perhaps meant, and its address under the same filters."""
    if not text:
        return None
    return {"text": text, "url": replace(query, text=text, page=1).url(path)}


def _place_of_dates(facets: list[str]) -> str:
    """The facet after which the dates stand: the kinds, some of which have dates."""
    return "kind" if "kind" in facets or not facets else facets[-1]


def _is_particular(query: SearchQuery) -> bool:
    return bool(query.text or query.date_from or query.date_to) or not query.national


def _sorts(query: SearchQuery) -> list[dict[str, Any]]:
    labels = {
        "relevance": _("Best match") if query.text else _("Recommended"),
        "updated": _("Last changed"),
        "title": _("Title, A to Z"),
        "date": _("Date"),
    }
    return [
        {"value": sort, "label": labels[sort], "selected": sort == query.sort}
        for sort in SORTS
        # Nothing but events has a date of its own.
        if sort != "date" or query.sort == "date" or query.has("kind", "event")
    ]
