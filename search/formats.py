"""The same result in other forms: ``format=json``, ``csv``, ``xlsx``, ``atom``, or ``ics``."""

import logging
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event
from search import healing
from search.agenda.feed import calendar_feed
from search.answer import read
from search.asked import tell
from search.atom import atom_feed
from search.engines import EngineUnavailableError, get_engine
from search.exports import MOST_ROWS, csv_file, xlsx_file
from search.labels import Vocabulary
from search.machine_format import as_json
from search.pagination import last_page
from search.query import MAX_PER_PAGE, PER_PAGE, SearchQuery
from search.querystring import Notice, ParsedQuery

logger = logging.getLogger(__name__)

# Seconds after which it makes sense to ask again; an index is rebuilt in less.
RETRY_AFTER = 120


def _json(
    request: HttpRequest, kind: str | None, query: SearchQuery, words: Vocabulary
) -> HttpResponseBase:
    results = get_engine().search(query)
    last = last_page(results.total, query.per_page)
    if query.page > last:
        raise Http404(_("There are not so many pages."))
    tell(request, query, results)
    response = JsonResponse(as_json(request, query, words, results))
    if query.page < last:
        following = url_of("json", query.with_page(query.page + 1), request.path)
        response["Link"] = f'<{request.build_absolute_uri(following)}>; rel="next"'
    return response


_CALENDAR = "ics"
_WRITERS = {
    "json": _json,
    "csv": csv_file,
    "xlsx": xlsx_file,
    "atom": atom_feed,
    _CALENDAR: calendar_feed,
}
FORMATS = tuple(_WRITERS)


def has_format(data: QueryDict, kind: str | None) -> bool:
    """Whether an address asks for a form that there is: a calendar holds nothing but events."""
    name = data.get("format", "")
    only_events = kind == Event.kind or (not kind and data.getlist("kind") == [Event.kind])
    return name in FORMATS and (only_events or name != _CALENDAR)


def format_response(
    request: HttpRequest,
    kind: str | None,
    asked: tuple[ParsedQuery, Vocabulary] | None = None,
    *,
    name: str | None = None,
) -> HttpResponseBase:
    """The result in the form that the address asks for, or in the one called ``name``.

    ``asked`` is what the address asks for, if it was read before.

    A machine cannot read a notice, so without the engine it gets no list at all: one
    that ignores the filters would be taken for the answer.
    """
    name = name or request.GET["format"]
    parsed, words = asked or read(request.GET, kind)
    try:
        response = _WRITERS[name](request, kind, parsed.query, words)
    except EngineUnavailableError as fault:
        logger.error("The search engine cannot answer: %s", fault)
        healing.notice(fault)
        response = _not_now(name)
    response["X-Robots-Tag"] = "noindex"
    return response


def _not_now(name: str) -> HttpResponse:
    message = _("Searching does not work at the moment. Try again in a few minutes.")
    response: HttpResponse
    if name == "json":
        response = JsonResponse({"error": message}, status=503)
    else:
        response = HttpResponse(message, content_type="text/plain; charset=utf-8", status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def unknown_format(data: QueryDict, kind: str | None) -> tuple[Notice, ...]:
    """The notice about a format that does not exist."""
    if not data.get("format") or has_format(data, kind):
        return ()
    return (gettext_lazy("The format in this address does not exist. This is the page."),)


def url_of(name: str, query: SearchQuery, path: str) -> str:
    """The address of a result in another form."""
    url = query.url(path)
    return f"{url}{'&' if '?' in url else '?'}format={name}"


def download_links(query: SearchQuery, total: int, path: str) -> dict[str, Any]:
    """The files that a page offers: the context of ``search/_downloads.html``."""
    whole = replace(query, page=1, per_page=PER_PAGE)
    files = [
        {"label": "CSV", "url": url_of("csv", whole, path)},
        {"label": "Excel", "url": url_of("xlsx", whole, path)},
        {"label": "JSON", "url": url_of("json", replace(whole, per_page=MAX_PER_PAGE), path)},
    ]
    return {
        # An empty file is of no use; a feed of what may come is.
        "files": files if total else [],
        "feed_url": url_of("atom", whole, path),
        # How many rows there are in a file, where these are not all.
        "capped_at": MOST_ROWS if total > MOST_ROWS else None,
    }
