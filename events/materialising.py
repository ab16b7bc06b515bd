"""Writes what live events amount to on the calendar: their dates, and what subscribers get."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from events.horizon import Horizon, horizon
from events.icalendar.entries import renew_entries
from events.models import Event, EventChange, Occurrence
from events.recurrence.expansion import expand
from events.recurrence.schedule import Schedule, ScheduleError, Span
from events.signals import occurrences_changed
from publishing.postponed import Postponed

logger = logging.getLogger(__name__)

ROWS_AT_ONCE = 500
_FIELDS = ("change_id", "starts_at", "ends_at", "first_day", "last_day", "all_day", "status")


_postponed = Postponed()
#: Within it no dates are renewed; the keys of the events they are due for come into the set. For
#: whoever stores many events in one transaction, and renews the dates of all before its end.
later = _postponed.until_later


@dataclass
class _Work:
    """What has to be written to make the table say what the events say."""

    create: list[Occurrence] = field(default_factory=list)
    update: list[Occurrence] = field(default_factory=list)
    delete: list[int] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)


def materialise(keys: Collection[int], **_signal: Any) -> int:
    """Renews the dates and the calendar entries of the events with these keys.

    Reads them as they are stored, whatever draft somebody holds. Safe to repeat: without a
    change nothing is written. Returns how many events differ from before; nothing is done, and
    none differs, within `later`.
    """
    if _postponed.noted(keys):
        return 0
    changed: set[int] = set()
    waiting = list(dict.fromkeys(keys))
    for position in range(0, len(waiting), ROWS_AT_ONCE):
        some = waiting[position : position + ROWS_AT_ONCE]
        with transaction.atomic():
            changed |= _materialise(some)
    if changed:
        occurrences_changed.send(Event, keys=sorted(changed))
    return len(changed)


def _materialise(keys: list[int]) -> set[int]:
    # Locked, so that of two who store an event at once neither writes what is no longer true.
    events = Event.objects.live().filter(pk__in=keys).for_calendar().order_by("pk")
    stored = _stored(keys)
    window = horizon()
    work = _Work()
    readable, unreadable = [], set()
    for event in events.select_for_update(of=("self",)):
        known = stored.pop(event.pk, {})
        try:
            wanted = {row.original: row for row in occurrences_of(event, window)}
        except (ScheduleError, ValueError) as fault:
            # One event that cannot be read must not cost the others their dates.
            logger.error("The dates of event %s cannot be worked out: %s", event.pk, fault)
            unreadable.add(event.pk)
            continue
        readable.append(event)
        _compare(event.pk, wanted, known, work)
    for pk, rows in stored.items():
        # Not live any more.
        work.delete.extend(row.pk for row in rows.values())
        work.changed.add(pk)
    Occurrence.objects.filter(pk__in=work.delete).delete()
    Occurrence.objects.bulk_update(work.update, _FIELDS, batch_size=ROWS_AT_ONCE)
    Occurrence.objects.bulk_create(work.create, batch_size=ROWS_AT_ONCE)
    return work.changed | renew_entries(readable, [key for key in keys if key not in unreadable])


def occurrences_of(event: Event, window: Horizon) -> list[Occurrence]:
    """The dates of an event within the window, not stored.

    Something that does not repeat always has its date; a series with nothing in the window keeps
    its first, so that it can be found.

    Raises ScheduleError or ValueError when its dates cannot be worked out.
    """
    schedule = event.schedule()
    if not event.repeats:
        spans = expand(schedule, date.min, date.max)
    else:
        spans = expand(schedule, window.first, window.last) or expand(
            schedule, _day(schedule), _day(schedule)
        )
    changes = {change.original(event): change for change in event.changes.all()}
    return [_occurrence(event, span, changes.get(span.original)) for span in spans]


def _day(schedule: Schedule) -> date:
    return date(schedule.start.year, schedule.start.month, schedule.start.day)


def _occurrence(event: Event, span: Span, change: EventChange | None) -> Occurrence:
    return Occurrence(
        event=event,
        change=change,
        original=span.original.isoformat(),
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        first_day=span.first_day,
        last_day=span.last_day,
        all_day=span.all_day,
        status=Event.Status.CANCELLED if span.cancelled else event.status,
    )


def _stored(keys: Iterable[int]) -> dict[int, dict[str, Occurrence]]:
    found: dict[int, dict[str, Occurrence]] = {}
    for row in Occurrence.objects.filter(event_id__in=keys):
        found.setdefault(row.event_id, {})[row.original] = row
    return found


def _compare(
    pk: int, wanted: dict[str, Occurrence], stored: dict[str, Occurrence], work: _Work
) -> None:
    for original, row in wanted.items():
        old = stored.pop(original, None)
        if old is None:
            work.create.append(row)
        elif any(getattr(old, name) != getattr(row, name) for name in _FIELDS):
            row.pk = old.pk
            work.update.append(row)
        else:
            continue
        work.changed.add(pk)
    if stored:
        work.delete.extend(row.pk for row in stored.values())
        work.changed.add(pk)
