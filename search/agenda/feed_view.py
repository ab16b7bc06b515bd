"""The address of a calendar to subscribe to: `/agenda/agenda.ics`, `/en/calendar/calendar.ics`."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from events.models import Event
from search.formats import format_response


@require_safe
def feed_view(request: HttpRequest) -> HttpResponseBase:
    """All events, or those that match the same parameters as everywhere."""
    return format_response(request, Event.kind, name="ics")
