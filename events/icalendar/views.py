"""The file of one event, to put it into a calendar of somebody's own."""

import re
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from events.icalendar.calendar_file import CLOSING, opening_of_one
from events.icalendar.event_component import only_date, zone_of
from events.icalendar.responses import calendar_response
from events.icalendar.texts import digest_of
from events.models import CalendarEntry, CalendarText, Event, Occurrence
from publishing.merging.successors import live_successor, moved_to
from taxonomy.localised import active_language

_ORIGINAL = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?", re.ASCII)


@require_safe
def event_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The event with all its dates; with `date`, which names one of a series, that date alone.

    What was merged into another event leads to that one's file. 404 when it is not live, or when
    nobody knows on which day it was.
    """
    texts = CalendarText.objects.select_related("event__calendar_entry")
    text = texts.filter(event_id=pk, event__live=True, language=active_language()).first()
    if text is None:
        return _send_on(pk)
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


def _send_on(pk: int) -> HttpResponse:
    """To the file of the event that took the place of this one, with all its dates."""
    successor = live_successor(Event.kind, pk)
    if successor is None:
        raise Http404
    return moved_to(reverse("events:event_ics", args=[successor.pk]))


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
