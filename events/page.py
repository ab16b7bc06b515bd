"""What the page of an event shows beyond what the page of every item shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.add_links import add_links
from events.dates import EventDates
from events.models import Event, Occurrence
from events.notices import notices_of
from events.recurrence.wording import rule_in_words
from events.when import day_in_words, machine_readable, when_in_words
from initiatives.models import Offer
from taxonomy.localised import active_language

#: Coming dates of a series that are listed; the others are folded away.
DATES_LISTED = 5
_OFF = (Event.Status.CANCELLED, Event.Status.POSTPONED)
_MAP = "https://www.openstreetmap.org/search"


@dataclass(frozen=True)
class Where:
    """A place, an address to take part online, or both."""

    name: str = ""
    address: str = ""
    map_url: str = ""
    online_url: str = ""
    online_host: str = ""
    is_online: bool = False


@dataclass(frozen=True)
class Registration:
    """How people register; without a `url` it is too late, and `words` say so."""

    url: str
    words: str


@dataclass(frozen=True)
class DateLine:
    """One date of a series, or of a part, in a list."""

    when: str
    machine: str
    url: str
    title: str = ""
    title_lang: str = ""
    mark: str = ""
    note: str = ""
    note_lang: str = ""
    is_off: bool = False
    is_current: bool = False


def event_context(event: Event, dates: EventDates) -> dict[str, Any]:
    """The context of `pages/event.html` for the dates as they are known."""
    shown = dates.shown
    coming = list(dates.coming)
    context: dict[str, Any] = {
        "notices": notices_of(event, dates),
        "breadcrumbs": [
            {"label": _("Calendar"), "url": reverse("events:event_list")},
            {"label": event.text("title").text, "url": ""},
        ],
        "registration": registration_of(event, dates),
        "parts": [_line(row, with_title=True) for row in dates.parts],
        "shown": shown,
    }
    if shown is not None:
        context |= {
            **_when(event, dates, shown),
            "machine": machine_readable(shown),
            "where": where_of(shown, is_over=dates.show_what_is_over),
            "date_title": _own_title(shown),
            "date_was_chosen": dates.asked is not None,
        }
    if event.repeats:
        context |= {
            "rule": rule_of(event),
            "next_dates": date_lines(coming[:DATES_LISTED], shown),
            "later_dates": date_lines(coming[DATES_LISTED:], shown),
            "earlier_dates": date_lines(dates.earlier, shown),
        }
    return context | _ways_into_own_calendar(event, dates)


def _when(event: Event, dates: EventDates, shown: Occurrence) -> dict[str, str]:
    """The date that is shown, and what that date is."""
    words = when_in_words(shown)
    mark = ""
    if shown.status in _OFF:
        mark = _("It was planned for:")
    elif dates.asked is not None:
        mark = _("The date you chose:")
    elif event.repeats and not dates.show_what_is_over:
        mark = _("Next time:")
    return {"when": words if mark else capfirst(words), "when_mark": mark}


def rule_of(event: Event) -> str:
    """When a series takes place, in words."""
    return capfirst(rule_in_words(event.schedule())) or _("On several dates")


def where_of(occurrence: Occurrence, *, is_over: bool) -> Where:
    """Where this date is. Nobody can take part online any more in what is over or is off."""
    name, address = occurrence.place
    online = "" if is_over or occurrence.is_cancelled else occurrence.value("online_url")
    searched = ", ".join(part for part in (name, address) if part)
    return Where(
        name=name,
        address=address,
        map_url=f"{_MAP}?{urlencode({'query': searched})}" if searched else "",
        online_url=online,
        is_online=occurrence.mode == Offer.Mode.ONLINE,
        online_host=(urlsplit(online).hostname or "").removeprefix("www."),
    )


def registration_of(event: Event, dates: EventDates) -> Registration | None:
    """How and until when; nothing for what is over, or does not go ahead."""
    if event.status in _OFF or dates.are_over:
        return None
    deadline: date | None = event.registration_deadline
    if deadline is None:
        return Registration(event.registration_url, "") if event.registration_url else None
    words = {"day": day_in_words(deadline)}
    if timezone.localdate(timezone=ZoneInfo(event.time_zone)) > deadline:
        return Registration("", _("You could register until %(day)s.") % words)
    return Registration(event.registration_url, _("You can register until %(day)s.") % words)


def date_lines(dates: Iterable[Occurrence], shown: Occurrence | None) -> list[DateLine]:
    """The dates of a series, with what is different about each."""
    return [_line(occurrence, is_current=occurrence is shown) for occurrence in dates]


def _line(
    occurrence: Occurrence, *, with_title: bool = False, is_current: bool = False
) -> DateLine:
    title = occurrence.text("title")
    note = occurrence.change.text("note") if occurrence.change else None
    page_language = active_language()
    named = with_title or bool(_own_title(occurrence))
    return DateLine(
        when=capfirst(when_in_words(occurrence)),
        machine=machine_readable(occurrence),
        url=occurrence.get_absolute_url() if occurrence.event.pk else "",
        title=title.text if named else "",
        title_lang=title.lang if named and title.lang != page_language else "",
        mark=_mark(occurrence),
        note=note.text if note else "",
        note_lang=note.lang if note and note.lang != page_language else "",
        is_off=occurrence.is_cancelled,
        is_current=is_current,
    )


def _mark(occurrence: Occurrence) -> str:
    """What is different about this date, in a word or two."""
    if occurrence.status != Event.Status.SCHEDULED:
        return capfirst(occurrence.get_status_display())
    if occurrence.change is None:
        return ""
    if occurrence.is_moved:
        return _("Other time than usual")
    change = occurrence.change
    if change.location_name or change.location_address or change.online_url:
        return _("Other place than usual")
    return ""


def _own_title(occurrence: Occurrence) -> str:
    """The title of this date, when it is another than that of its series."""
    change = occurrence.change
    return change.text("title").text if change is not None and change.title else ""


def _ways_into_own_calendar(event: Event, dates: EventDates) -> dict[str, Any]:
    """The file and the links, for what is still to come and has an exact date."""
    shown = dates.shown
    public = event.live and bool(event.get_absolute_url())
    exact = event.precision == Event.Precision.DAY
    if not public or shown is None or not exact or dates.are_over:
        return {}
    context: dict[str, Any] = {
        "ics_url": reverse("events:event_ics", kwargs={"pk": event.pk}),
        "agenda_url": f"{reverse('events:event_list')}#subscribe",
    }
    possible = (row for row in [shown, *dates.coming] if not row.is_cancelled)
    added = next((row for row in possible if not row.is_over(dates.seen_at)), None)
    if event.status != Event.Status.POSTPONED and added is not None:
        context |= {"add_links": add_links(added), "added_date": when_in_words(added)}
        if event.repeats:
            context["date_ics_url"] = f"{context['ics_url']}?{urlencode({'date': added.original})}"
    return context
