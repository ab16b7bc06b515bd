"""What the agenda shows of a date: the context of ``agenda/_entry.html`` and of its smaller kin."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from textwrap import shorten

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from events.models import Event, Occurrence
from events.recurrence.schedule import Local, Schedule
from events.recurrence.wording import rule_in_words
from events.when import machine_readable, stretch_in_words
from organisations.models import Organisation
from search.agenda.hours import elsewhere, hours, hours_on, until, which_day
from search.labels import vocabulary
from taxonomy.localised import LocalisedText, active_language

#: What a cell of the month reads of a date, and a line of the list besides; reading all of an event
#: would take longer than anything else on the page.
_SHORT = (
    "original", "starts_at", "ends_at", "first_day", "last_day", "all_day", "status",
    "event__title", "event__title_en", "event__provenance", "event__slug", "event__rule",
    "event__extra_dates",
    "event__time_zone", "change__title", "change__title_en",
)  # fmt: skip
_FULL = (
    *_SHORT, "event__owner_id", "event__scale__ref", "event__precision", "event__all_day",
    "event__start_date", "event__start_time", "event__end_date", "event__end_time",
    "event__status_note", "event__status_note_en", "event__spoken_language",
    *(
        f"{part}__{name}"
        for part in ("event", "change")
        for name in ("location_name", "location_address", "online_url")
    ),
    "change__note", "change__note_en",
)  # fmt: skip
PARTY_FIELDS = ("title", "title_en")
PROVINCES_SHOWN = 3
PARTIES_SHOWN = 3
_CHANGED = frozenset(Event.Status) - {Event.Status.SCHEDULED}


@dataclass(frozen=True)
class Entry:
    """One date of an event. ``title_lang`` is the language of the title if not that of the page.

    ``status`` is a value of `Event.Status`, empty when it goes ahead as planned.
    """

    title: str
    title_lang: str
    url: str
    hours: str
    machine_readable: str
    elsewhere: str
    status: str
    status_word: str
    note: str
    until: str
    which_day: str
    place: str
    address: str
    is_online: bool
    parties: tuple[str, ...]
    more_parties: int
    region: str
    rhythm: str
    spoken: str
    # The month or the year of an old fact of which nobody knows the day.
    roughly: str


def full_entries(keys: Sequence[int], day: date | None = None) -> dict[int, Entry]:
    """Everything a line of the list shows, by the key of the date. Takes four queries at most.

    With ``day`` the times are those of that day, for what lasts several.
    """
    found = Occurrence.objects.filter(pk__in=keys)
    rows = list(found.select_related("event__scale", "change").only(*_FULL))
    events = {row.event_id: row.event for row in rows}
    parties = _parties(events.values())
    places = _provinces(events)
    for key, event in events.items():
        # What `Event.is_national` looks at.
        event.held_terms = {"provinces": places[key]}
    return {row.pk: _full(row, parties[row.event_id], places[row.event_id], day) for row in rows}


def short_rows(keys: Iterable[int]) -> dict[int, Occurrence]:
    """The dates with what a cell of the month shows. Takes one query."""
    found = Occurrence.objects.filter(pk__in=list(keys))
    return {row.pk: row for row in found.select_related("event", "change").only(*_SHORT)}


def short_entry(row: Occurrence, day: date, time: str, most: int) -> dict[str, str]:
    """A date as it stands on one of its days; ``time`` is as much of the hours as fits.

    ``short`` are the first words of a title that is longer than ``most`` characters.
    """
    title, changed = row.text("title"), row.status in _CHANGED
    return {
        "title": title.text,
        "short": shorten(title.text, most, placeholder="…") if len(title.text) > most else "",
        "lang": _other(title),
        "url": row.get_absolute_url(),
        "time": time,
        "which_day": which_day(row, day),
        "status": row.status if changed else "",
        "status_word": row.get_status_display() if changed else "",
    }


def _full(
    row: Occurrence, parties: tuple[str, ...], provinces: list[str], day: date | None
) -> Entry:
    event, title = row.event, row.text("title")
    changed = row.status in _CHANGED
    note = row.change.text("note").text if row.change else ""
    return Entry(
        title=title.text,
        title_lang=_other(title),
        url=row.get_absolute_url(),
        hours=hours_on(row, day) if day else hours(row),
        machine_readable=machine_readable(row),
        elsewhere=elsewhere(row),
        status=row.status if changed else "",
        status_word=row.get_status_display() if changed else "",
        note=note or (event.text("status_note").text if changed else ""),
        until=until(row),
        which_day=which_day(row, day) if day else "",
        place=_place(row),
        address=_address(row),
        is_online=bool(row.value("online_url")) or row.status == Event.Status.MOVED_ONLINE,
        parties=parties[:PARTIES_SHOWN],
        more_parties=max(len(parties) - PARTIES_SHOWN, 0),
        region=_region(event, provinces),
        rhythm=_rhythm(event),
        spoken=_spoken(event),
        roughly=_roughly(row),
    )


def _roughly(row: Occurrence) -> str:
    if row.event.precision == Event.Precision.DAY:
        return ""
    return stretch_in_words(row.first_day, row.last_day, row.event.precision)


def _place(row: Occurrence) -> str:
    if row.status == Event.Status.MOVED_ONLINE:
        return ""
    return row.value("location_name") or row.value("location_address")


def _address(row: Occurrence) -> str:
    """Where the place is, if the place has a name of its own."""
    return row.value("location_address") if _place(row) == row.value("location_name") else ""


def _region(event: Event, provinces: list[str]) -> str:
    if event.is_national:
        return _("Whole country")
    names = sorted(provinces)
    more = len(names) - PROVINCES_SHOWN
    return ", ".join(names[:PROVINCES_SHOWN]) + (f" +{more}" if more > 0 else "")


def _provinces(keys: Iterable[int]) -> dict[int, list[str]]:
    """The names of the provinces of each event; what they are called every process keeps."""
    names = vocabulary().of("province")
    links = Event.provinces.through.objects.filter(event_id__in=list(keys))
    found: dict[int, list[str]] = defaultdict(list)
    for key, code in links.values_list("event_id", "province__code"):
        if code in names:
            found[key].append(names[code].text(active_language())[0])
    return found


def _parties(events: Iterable[Event]) -> dict[int, tuple[str, ...]]:
    """Who organises each event: its keeper first, then the others by name; live ones only."""
    keepers = {event.pk: event.owner_id for event in events}
    links = Event.organisations.through.objects.filter(event_id__in=list(keepers))
    others: dict[int, list[int]] = defaultdict(list)
    for key, party in links.values_list("event_id", "organisation_id"):
        others[key].append(party)
    wanted = {key for keys in others.values() for key in keys} | set(keepers.values())
    live = Organisation.objects.live().only(*PARTY_FIELDS).in_bulk(wanted - {None})
    found = {}
    for key, keeper in keepers.items():
        known = [live[party] for party in others[key] if party in live]
        known.sort(key=lambda party: (party.title, party.pk))
        first = [live[keeper]] if keeper in live else []
        ordered = dict.fromkeys([*first, *known])
        found[key] = tuple(party.text("title").text for party in ordered)
    return found


def _rhythm(event: Event) -> str:
    """How a series repeats."""
    if event.rule:
        return _rule_in_words(
            event.rule, event.local_start(), event.local_end(), event.time_zone, active_language()
        )
    return _("On several dates") if event.extra_dates else ""


@lru_cache(maxsize=4_000)
def _rule_in_words(rule: str, start: Local, end: Local, zone: str, _language: str) -> str:
    """The same series stands on many pages, and reading a rule takes time."""
    return capfirst(rule_in_words(Schedule(start, end, zone, rule)))


def _spoken(event: Event) -> str:
    """The language it is in, where a reader of this page may not expect it."""
    if event.spoken_language in {"", active_language()}:
        return ""
    return event.get_spoken_language_display()


def _other(text: LocalisedText) -> str:
    """The language to mark a text with, if it is not that of the page."""
    return text.lang if text.lang != active_language() else ""
