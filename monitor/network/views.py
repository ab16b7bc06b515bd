"""The network: who works with whom, as a picture, as tables and as files."""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from monitor.network.exports import FORMATS, export
from monitor.network.page import frame, page_context, shown
from monitor.network.question import read_question
from monitor.network.reading import read_network
from search import healing
from search.engines import EngineUnavailableError
from search.formats import RETRY_AFTER
from search.labels import vocabulary
from search.views import VARY_ON, wants_part
from taxonomy.localised import active_language

logger = logging.getLogger(__name__)


@require_safe
def network_view(request: HttpRequest) -> HttpResponseBase:
    """The page, the part of it that a choice changes, or a file."""
    words = vocabulary()
    query, notices = read_question(request.GET, words, language=active_language())
    name = request.GET.get("format", "")
    try:
        read = read_network(query)
    except EngineUnavailableError as fault:
        logger.error("The network cannot be read: %s", fault)
        healing.notice(fault)
        text = _("The network cannot be shown at the moment. Try again in a few minutes.")
        if name in FORMATS:
            return _not_now(text)
        context = {**frame(query, words, request.path), "notices": (*notices, text)}
        return _page(request, context)
    seen, more = shown(query, read)
    if name in FORMATS:
        return export(name, request, seen, words)
    if name:
        more = (*more, _("The format in this address does not exist. This is the page."))
    context = page_context(seen, words, request.path)
    return _page(request, {**context, "notices": (*notices, *more)})


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    if wants_part(request):
        response = render(request, "monitor/_network_part.html", context)
        push_url(response, context["canonical_path"])
    else:
        response = render(request, "monitor/network.html", context)
    patch_vary_headers(response, VARY_ON)
    return response


def _not_now(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/plain; charset=utf-8", status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response
