"""The coverage map: how much there is where, for whom, and what is missing."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from monitor.coverage.page import page_context
from monitor.coverage.question import read_question
from search.labels import vocabulary
from search.views import VARY_ON, wants_part
from taxonomy.localised import active_language


@require_safe
def coverage_view(request: HttpRequest) -> HttpResponseBase:
    """The map as a page; HTMX gets only the part that a choice changes."""
    words = vocabulary()
    parsed = read_question(request.GET, words, language=active_language())
    context = page_context(request.path, parsed, words)
    if wants_part(request):
        response = render(request, "monitor/_coverage_part.html", context)
        push_url(response, context["canonical_path"])
    else:
        response = render(request, "monitor/coverage.html", context)
    patch_vary_headers(response, VARY_ON)
    return response
