"""The search page, and the lists that are a search within one kind."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from search import registry
from search.answer import answer
from search.asked import tell
from search.formats import format_response, has_format, unknown_format
from search.page import page_context
from search.pagination import last_page

# What decides between the whole page and the part that changes.
VARY_ON = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request")


@require_safe
def search_view(request: HttpRequest, kind: str | None = None) -> HttpResponseBase:
    """Everything that matches, or everything of one ``kind``.

    ``format`` gives the same for machines and spreadsheets; HTMX gets only the part of
    the page that a filter changes.
    """
    if kind and registry.source(kind) is None:
        raise Http404
    if has_format(request.GET, kind):
        return format_response(request, kind)
    found = answer(request.GET, kind, request.path)
    if found.query.page > last_page(found.results.total, found.query.per_page):
        raise Http404(_("There are not so many pages."))
    tell(request, found.query, found.results)
    context = page_context(request.path, kind, found)
    context["notices"] = (*found.notices, *unknown_format(request.GET, kind))
    if wants_part(request):
        response = render(request, "search/_part.html", context)
        push_url(response, found.query.url(request.path))
    else:
        response = render(request, "search/search.html", context)
    patch_vary_headers(response, VARY_ON)
    return response


def wants_part(request: HttpRequest) -> bool:
    """Whether HTMX asks for the part of the page that changes."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request
