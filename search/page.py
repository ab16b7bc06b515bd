"""The context of the search page; ``templates/search/search.html`` says how it looks."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import translate_url
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from search import registry
from search.cards import card_of_hit
from search.pagination import pagination
from search.panels import chips, hidden_fields, panels
from search.query import SORTS, SearchQuery

if TYPE_CHECKING:
    from search.views import Answer

# More of them would push the name of the page out of sight.
LABELS_IN_TITLE = 3


def page_context(path: str, kind: str | None, answer: "Answer") -> dict[str, Any]:
    """Everything the page shows; nothing in here asks the database per result."""
    query, results, words = answer.query, answer.results, answer.words
    heading = _heading(kind)
    chosen = chips(query, words, path)
    return {
        "heading": heading,
        "page_title": _page_title(heading, query, [chip["label"] for chip in chosen]),
        "breadcrumbs": [{"label": heading, "url": ""}],
        "query": query,
        "total": results.total,
        "notices": answer.notices,
        "degraded": results.generation is None,
        "cards": [card_of_hit(hit, query, words) for hit in results.hits],
        "facets": panels(query, dict(results.facets), words),
        "chosen": query.chosen_count,
        "chips": chosen,
        "clear_url": query.without_filters().url(path),
        "leaves_out_national": not query.national,
        "hidden_fields": hidden_fields(query),
        "sorts": _sorts(query),
        "ways_out": answer.ways_out,
        "suggestion": results.suggestion,
        "action": path,
        "canonical_path": query.url(path),
        "alternate_urls": [
            (language, query.url(translate_url(path, language)))
            for language, _name in settings.LANGUAGES
        ],
        # Search engines would read every combination of filters there is.
        "noindex": query.chosen_count > 1 or bool(query.text) or not query.national,
        **pagination(query, results.total, path),
    }


def _heading(kind: str | None) -> str:
    source = registry.source(kind) if kind else None
    return capfirst(str(source.plural)) if source else _("Search")


def _page_title(heading: str, query: SearchQuery, chosen: list[str]) -> str:
    """What sets this page apart in a row of tabs or a history: the question, then the place."""
    filters = ", ".join(chosen[:LABELS_IN_TITLE])
    title = " – ".join(part for part in (query.text, filters, heading) if part)
    if query.page > 1:
        title = _("%(title)s, page %(page)d") % {"title": title, "page": query.page}
    return title


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
