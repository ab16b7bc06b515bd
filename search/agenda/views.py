"""The agenda: `/agenda/` and `/en/calendar/`."""

from dataclasses import replace

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from events.models import Event
from search.agenda.known_days import known_days
from search.agenda.page import agenda_context
from search.agenda.parameters import PRINT, read_agenda
from search.formats import FORMATS, format_response, unknown_format
from search.views import VARY_ON, wants_part

# A feed follows the filters while time goes on; a file is of the days that the page shows.
FEEDS = frozenset({"atom", "ics"})


@require_safe
def agenda_view(request: HttpRequest) -> HttpResponseBase:
    """What takes place: a list by day, a month, a week, a map, or for paper.

    The same address with a ``format`` is a file or a feed of it; HTMX gets only the part of the
    page that a filter changes.
    """
    asked = read_agenda(request.GET, known_days())
    query = asked.query
    wanted = request.GET.get("format", "")
    if wanted in FEEDS:
        return format_response(request, Event.kind)
    if wanted in FORMATS:
        parsed = replace(asked.parsed, query=query.as_search())
        return format_response(request, Event.kind, (parsed, asked.words))
    context = agenda_context(request.path, asked)
    context["notices"] = (*context["notices"], *unknown_format(request.GET, Event.kind))
    if wants_part(request):
        response = render(request, "search/_part.html", context)
        push_url(response, query.url(request.path))
    else:
        template = "agenda/print.html" if query.view == PRINT else "agenda/agenda.html"
        response = render(request, template, context)
    patch_vary_headers(response, VARY_ON)
    return response
