"""The coverage map: how much there is where, for whom, and what is missing."""

from dataclasses import replace

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from monitor.coverage.asked import Shown, show
from monitor.coverage.formats import format_of, format_response, levels_of, refusal, unknown_format
from monitor.coverage.page import page_context
from monitor.coverage.page_question import read_page
from monitor.coverage.question import read_question
from monitor.coverage.words import is_past
from monitor.documents.finished_pictures import PicturesBusyError
from monitor.documents.typesetting import DocumentError
from monitor.gaps.on_map import GapsOnMap, gaps_on_map
from search.labels import Vocabulary, vocabulary
from search.views import VARY_ON, wants_part
from taxonomy.localised import active_language

#: Seconds; a picture is drawn in less than one.
RETRY_AFTER = 30


@require_safe
def coverage_view(request: HttpRequest) -> HttpResponseBase:
    """The map as a page, or with ``format`` as a file; HTMX gets only the part a choice changes."""
    words, name = vocabulary(), format_of(request.GET)
    parsed = read_question(request.GET, words, language=active_language(), levels=levels_of(name))
    shown = show(read_page(request.GET, parsed), for_page=name not in {"json", "csv", "xlsx"})
    if name:
        return _file(request, name, shown.with_notices_as_faults(), words)
    shown = replace(shown, asked=shown.asked.noting(*unknown_format(request.GET)))
    gaps = _gaps(request, shown)
    context = page_context(request.path, shown, words, gaps)
    if wants_part(request):
        response = render(request, "monitor/_coverage_part.html", context)
        push_url(response, context["canonical_path"])
    else:
        response = render(request, "monitor/coverage.html", context)
    patch_vary_headers(response, VARY_ON)
    if gaps.signs:
        # Working notes of managers are kept nowhere.
        add_never_cache_headers(response)
    return response


def _gaps(request: HttpRequest, shown: Shown) -> GapsOnMap:
    """Those of today; what was missing on another day nobody can do anything about."""
    if not shown.has_day or is_past(shown.matrix):
        return GapsOnMap()
    return gaps_on_map(shown.asked.question, shown.matrix, request.user)


def _file(request: HttpRequest, name: str, shown: Shown, words: Vocabulary) -> HttpResponseBase:
    if not shown.has_day:
        return refusal(name, shown.no_day_in_words, status=404)
    try:
        return format_response(request, name, shown, words)
    except DocumentError:
        return refusal(name, _("This map is too large for a picture. Choose a filter first."), 400)
    except PicturesBusyError:
        text = _("Many people are asking for a picture now. Try again in a minute.")
        answer = refusal(name, text, 503)
        answer["Retry-After"] = str(RETRY_AFTER)
        return answer
