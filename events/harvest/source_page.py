"""The page on which somebody sees what the source of an event says now, and lets it follow again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from events.actions.follow_source import follow_source
from events.harvest.differing import differences_of
from events.harvest.doubles.leading import tellings_of
from events.models import Event
from harvest.models import Record
from organisations.contributing.notes import Note
from organisations.joining.pages.answering import person, personal
from publishing.permissions import Verb, may

URL_NAME = "events:source_says"


def address_of(event: Event) -> str:
    """The page about what the source of an event says."""
    return reverse(URL_NAME, args=[event.pk])


def leading_record(event: Event) -> Record | None:
    """The record that an event follows; None for what came from no feed."""
    tellings = tellings_of(event.pk) if event.pk else []
    own = [each for each in tellings if not each.is_guest]
    leading = next((each for each in own if each.may_lead), own[0] if own else None)
    return leading.record if leading is not None else None


@personal("GET", "HEAD", "POST")
def source_says(request: HttpRequest, pk: int) -> HttpResponse:
    """What the source says otherwise, with a button for each. For whoever may change the event."""
    event = Event.objects.filter(pk=pk).first()
    record = leading_record(event) if event is not None else None
    if event is None or record is None:
        raise Http404
    user = person(request)
    if not may(user, Verb.CHANGE, event):
        raise PermissionDenied
    if request.method == "POST":
        _follow(request, record, user)
        return redirect(address_of(event))
    return render(request, "events/source_says.html", _context(event, record))


def note_for_members(event: Event) -> Note | None:
    """For whoever changes an event that follows a feed: what becomes of that."""
    record = leading_record(event)
    if record is None:
        return None
    text = _(
        "This event comes from the calendar “%(source)s”. What you change here stays as you leave "
        "it; the rest follows the calendar."
    ) % {"source": record.source}
    differing = [one.label for one in differences_of(record)]
    if not differing:
        return Note(text)
    said = _("The source now says something else of: %(fields)s.") % {
        "fields": ", ".join(differing)
    }
    label = _("Compare, or follow the source again")
    return Note(f"{text} {said}", address_of(event), label)


def _follow(request: HttpRequest, record: Record, user: Any) -> None:
    group = request.POST.get("field", "")
    labels = {one.field: one.label for one in differences_of(record)}
    if group not in labels:
        messages.info(request, _("This follows the source already."))
        return
    try:
        stored = follow_source(record, group, user=user)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return
    words = {"field": labels[group]}
    if stored.is_live:
        messages.success(request, _("“%(field)s” follows the source again.") % words)
    else:
        said = _("“%(field)s” follows the source again, in a draft: hand it in for review.")
        messages.success(request, said % words)


def _context(event: Event, record: Record) -> dict[str, Any]:
    version = event if event.live else event.get_latest_revision_as_object()
    return {
        "event": version,
        "source": record.source,
        "note": record.note,
        "differences": differences_of(record),
    }
