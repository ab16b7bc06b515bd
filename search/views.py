"""The search page, and the lists that are a search within one kind."""

import logging
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from search import healing, registry
from search.empty import ways_out
from search.engines import EngineUnavailableError, get_engine
from search.labels import Vocabulary, vocabulary
from search.listing import plain_listing
from search.machine_format import as_json
from search.page import page_context
from search.pagination import last_page
from search.query import SearchQuery
from search.querystring import Notice, parse
from search.results import SearchResults
from taxonomy.localised import active_language

logger = logging.getLogger(__name__)

# What decides between the whole page and the part that changes.
VARY_ON = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


@dataclass(frozen=True)
class Answer:
    """What came back, and what must be said about it."""

    query: SearchQuery
    words: Vocabulary
    results: SearchResults
    notices: tuple[Notice, ...]
    ways_out: list[dict[str, Any]]


@require_safe
def search_view(request: HttpRequest, kind: str | None = None) -> HttpResponse:
    """Everything that matches, or everything of one ``kind``.

    ``format=json`` gives the same for machines; HTMX gets only the part of the page
    that a filter changes.
    """
    if kind and registry.source(kind) is None:
        raise Http404
    answer = _answer(request, kind)
    if answer.query.page > last_page(answer.results.total, answer.query.per_page):
        raise Http404(_("There are not so many pages."))
    if request.GET.get("format") == "json":
        return JsonResponse(as_json(request, answer.query, answer.words, answer.results))
    context = page_context(request.path, kind, answer)
    if _wants_part(request):
        response = render(request, "search/_part.html", context)
        push_url(response, answer.query.url(request.path))
    else:
        response = render(request, "search/search.html", context)
    patch_vary_headers(response, VARY_ON)
    return response


def _answer(request: HttpRequest, kind: str | None) -> Answer:
    words = vocabulary()
    parsed = parse(request.GET, words, language=active_language(), kind=kind)
    query, notices = parsed.query, parsed.notices
    ways: list[dict[str, Any]] = []
    try:
        engine = get_engine()
        results = engine.search(query)
        if not results.total:
            ways = ways_out(query, engine, request.path)
    except EngineUnavailableError as fault:
        logger.error("The search engine cannot answer: %s", fault)
        healing.notice(fault)
        results = plain_listing(query, words)
        notices = (*notices, _unavailable(query))
    return Answer(query, words, results, notices, ways)


def _unavailable(query: SearchQuery) -> str:
    if query.is_filtered:
        return _(
            "Searching does not work at the moment. This is a plain list; "
            "your filters are kept in the address but do not count now."
        )
    return _("Searching does not work at the moment. This is a plain list.")


def _wants_part(request: HttpRequest) -> bool:
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request
