"""Keeps what subscribers are told in step with the events."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from events.horizon import Horizon, horizon
from events.icalendar.texts import LANGUAGES, EventTexts, texts_of
from events.models import CalendarEntry, CalendarRevision, CalendarText, Event, Occurrence
from events.recurrence.rhythm import last_own_date
from events.recurrence.schedule import as_time
from events.recurrence.series_rule import rule_for
from events.recurrence.zones import moment, zone_named

ROWS_AT_ONCE = 500
_TEXT_FIELDS = ("text", "without_cancelled", "digest")
_ENTRY_FIELDS = tuple(
    field.name for field in CalendarEntry._meta.concrete_fields if not field.primary_key
)


@dataclass
class _Stored:
    """What the database has of some events."""

    entries: dict[int, CalendarEntry]
    #: By key of the event and language: key and digest of the text.
    texts: dict[tuple[int, str], tuple[int, str]]
    #: By key of the event: first and last day, and how many dates go ahead.
    dates: dict[int, tuple[date, date, int]]


@dataclass
class _Work:
    """What has to be written."""

    now: datetime
    window: Horizon
    new_entries: list[CalendarEntry] = field(default_factory=list)
    entries: list[CalendarEntry] = field(default_factory=list)
    new_texts: list[CalendarText] = field(default_factory=list)
    texts: list[CalendarText] = field(default_factory=list)
    obsolete: list[int] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)


def renew_entries(events: Sequence[Event], keys: Collection[int]) -> set[int]:
    """Renews the entries of these live events; those of other ``keys`` keep theirs.

    The dates of the events are in the table already. An event that was taken offline and comes
    back keeps its UID. Safe to repeat: without a change nothing is written. Returns the keys of
    events of which subscribers see something else than before.
    """
    work = _Work(timezone.now().replace(microsecond=0), horizon())
    stored = _stored(events)
    for event in events:
        _renew(event, stored, work)
    gone = CalendarText.objects.filter(event_id__in=set(keys) - {event.pk for event in events})
    work.changed |= set(gone.values_list("event_id", flat=True))
    gone.delete()
    _write(work)
    if work.changed:
        CalendarRevision.note()
    return work.changed


def new_uid() -> str:
    """A name for an event that nothing else has, and that says nothing about it (RFC 7986, 5.3)."""
    return f"{uuid4()}@{urlsplit(settings.BASE_URL).hostname}"


def _stored(events: Sequence[Event]) -> _Stored:
    keys = [event.pk for event in events]
    texts = CalendarText.objects.filter(event_id__in=keys)
    dates = Occurrence.objects.filter(event_id__in=keys).order_by().values("event_id")
    going_ahead = Count("pk", filter=~Q(status=Event.Status.CANCELLED))
    return _Stored(
        CalendarEntry.objects.in_bulk(keys),
        {
            (event, language): (key, digest)
            for event, language, key, digest in texts.values_list(
                "event_id", "language", "pk", "digest"
            )
        },
        {
            row["event_id"]: (row["first"], row["last"], row["going_ahead"])
            for row in dates.annotate(
                first=Min("first_day"), last=Max("last_day"), going_ahead=going_ahead
            )
        },
    )


def _renew(event: Event, stored: _Stored, work: _Work) -> None:
    entry = stored.entries.get(event.pk)
    is_new = entry is None
    if entry is None:
        entry = CalendarEntry(
            event=event,
            uid=new_uid(),
            created_at=event.created_at.replace(microsecond=0),
            revised_at=work.now,
        )
    before = _values(entry)
    told = texts_of(event, entry) if event.pk in stored.dates else EventTexts()
    if not is_new and told.content_digest != entry.content_digest:
        if told.schedule_digest != entry.schedule_digest:
            entry.sequence += 1
        entry.revised_at = max(work.now, entry.revised_at)
        told = texts_of(event, entry) if told.by_language else told
    _note_dates(event, entry, stored, work)
    entry.zone = told.zone
    entry.schedule_digest, entry.content_digest = told.schedule_digest, told.content_digest
    entry.due = False
    if is_new:
        work.new_entries.append(entry)
    elif _values(entry) != before:
        work.entries.append(entry)
    _renew_texts(event, told, stored, work)


def _note_dates(event: Event, entry: CalendarEntry, stored: _Stored, work: _Work) -> None:
    first, last, going_ahead = stored.dates.get(event.pk, (None, None, 0))
    goes_on = event.pk in stored.dates and _last_start(event) > work.window.last
    entry.known_until = work.window.last if goes_on else None
    entry.first_day, entry.last_day = first, work.window.last if goes_on else last
    entry.cancelled = first is not None and not going_ahead and not goes_on
    starts_at = moment(event.local_start(), zone_named(event.time_zone))
    if entry.starts_at not in (None, starts_at):
        entry.previously_started_at = entry.starts_at
    entry.starts_at = starts_at


def _last_start(event: Event) -> date:
    """The last day on which a date of the event may begin."""
    schedule = event.schedule()
    locals_ = [schedule.start, *schedule.extra]
    locals_ += [change.start for change in schedule.changes if change.start is not None]
    times = [as_time(local) for local in locals_]
    if schedule.rule:
        rule = rule_for(schedule.rule, schedule.start)
        times.append(last_own_date(rule, schedule.start, schedule.zone))
    return max(times).date()


def _renew_texts(event: Event, told: EventTexts, stored: _Stored, work: _Work) -> None:
    for language, text in told.by_language.items():
        key, digest = stored.texts.pop((event.pk, language), (None, ""))
        if digest == text.digest:
            continue
        row = CalendarText(
            pk=key,
            event=event,
            language=language,
            text=text.text,
            without_cancelled=text.without_cancelled,
            digest=text.digest,
        )
        (work.new_texts if key is None else work.texts).append(row)
        work.changed.add(event.pk)
    for language in LANGUAGES:
        if left := stored.texts.pop((event.pk, language), None):
            work.obsolete.append(left[0])
            work.changed.add(event.pk)


def _values(entry: CalendarEntry) -> list[Any]:
    return [getattr(entry, name) for name in _ENTRY_FIELDS]


def _write(work: _Work) -> None:
    CalendarText.objects.filter(pk__in=work.obsolete).delete()
    CalendarEntry.objects.bulk_create(work.new_entries, batch_size=ROWS_AT_ONCE)
    CalendarEntry.objects.bulk_update(work.entries, _ENTRY_FIELDS, batch_size=ROWS_AT_ONCE)
    CalendarText.objects.bulk_create(work.new_texts, batch_size=ROWS_AT_ONCE)
    CalendarText.objects.bulk_update(work.texts, _TEXT_FIELDS, batch_size=ROWS_AT_ONCE)
