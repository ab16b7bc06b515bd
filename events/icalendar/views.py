"""The file of one event, to put it into a calendar of somebody's own."""

import re
from collections.abc import Iterator

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from events.icalendar.calendar_file import CLOSING, opening_of_one
from events.icalendar.event_component import only_date, zone_of
from events.icalendar.responses import calendar_response
from events.icalendar.texts import digest_of
from events.models import CalendarEntry, CalendarText, Occurrence
from taxonomy.localised import active_language

_ORIGINAL = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?", re.ASCII)


@require_safe
def event_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The event with all its dates; with `date`, which names one of a series, that date alone.

    404 when it is not live, or when nobody knows on which day it was.
    """
    text = get_object_or_404(
        CalendarText.objects.select_related("event__calendar_entry"),
        event_id=pk,
        event__live=True,
        language=active_language(),
    )
    event, entry = text.event, text.event.calendar_entry
    body, zone = text.text, entry.zone
    if asked := request.GET.get("date"):
        body, zone = _one_date(pk, entry, asked)
    opening = opening_of_one([zone] if zone else [])

    def chunks() -> Iterator[bytes]:
        yield opening + body.encode() + CLOSING

    return calendar_response(
        request,
        chunks,
        digest=digest_of(opening.decode(), body),
        changed_at=entry.revised_at,
        filename=f"{slugify(event.localised_slug())[:60]}.ics",
    )


def _one_date(pk: int, entry: CalendarEntry, asked: str) -> tuple[str, str]:
    """The text of one date and its zone; Http404 when the event has no such date."""
    if not _ORIGINAL.fullmatch(asked):
        raise Http404
    occurrence = (
        Occurrence.objects.filter(event_id=pk, original=asked)
        .select_related(
            "event__scale", "event__owner", "event__initiative", "event__part_of", "change"
        )
        .first()
    )
    if occurrence is None:
        raise Http404
    component = only_date(occurrence, entry, active_language())
    return component.to_ical().decode(), zone_of(component)
