"""The dates of a schedule within a stretch of days.

A library works them out (recurring-ical-events) from a VEVENT in local time without a zone, so
that nine o'clock stays nine o'clock when the clocks change; the zone comes in afterwards. What
this module adds are limits, found before the library begins: it has none of its own.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _
from icalendar import Event, vRecur
from recurring_ical_events import EventAdapter, Series

from events.recurrence.rhythm import gives_dates, joined, last_own_date
from events.recurrence.schedule import Change, Local, Schedule, ScheduleError, Span, as_time
from events.recurrence.series_rule import rule_for
from events.recurrence.soundness import FIRST_YEAR, LAST_YEAR, ensure_sound
from events.recurrence.zones import moment, zone_named

_DAY = timedelta(days=1)
#: Stretches reach no further; nothing takes place outside them.
_EARLIEST, _LATEST = date(FIRST_YEAR - 1, 1, 1), date(LAST_YEAR + 2, 12, 31)


def expand(schedule: Schedule, first: date, last: date, *, most: int = 5_000) -> list[Span]:
    """The dates of ``schedule`` that touch the local days ``first`` to ``last``, both included.

    Sorted by start. A changed date is found at its new time, a cancelled one (``cancelled``) at
    the time it had. Each date lasts as long on the clock as the first. A start that the rule does
    not give is a date nevertheless, as long as the rule has not ended before it; so are RDATEs
    before the start.

    Raises ``ScheduleError`` for a schedule that is not sound in itself, a rule that cannot be
    read, and more than ``most`` dates.
    """
    ensure_sound(schedule)
    first, last = max(first, _EARLIEST), min(last, _LATEST)
    zone = zone_named(schedule.zone)
    if schedule.repeats or schedule.excluded or schedule.changes:
        found = _series(schedule, zone, first, last)
    else:
        found = iter([_span(schedule.start, schedule.start, schedule.end, zone)])
    spans = []
    for span in found:
        if span.first_day <= last and span.last_day >= first:
            spans.append(span)
            if len(spans) > most:
                raise ScheduleError("rule", _("This repeats far too many times."))
    return sorted(spans, key=lambda span: (span.starts_at, as_time(span.original)))


def _series(schedule: Schedule, zone: ZoneInfo, first: date, last: date) -> Iterator[Span]:
    """The dates of something that repeats, and some around the days that were asked for."""
    reach = as_time(first - _DAY), as_time(last + 2 * _DAY)
    excluded = {as_time(value) for value in schedule.excluded}
    changes = {as_time(change.original): change for change in reversed(schedule.changes)}
    # What is left out stays out, also when it was moved to where its EXDATE is not looked at.
    changes = {time: change for time, change in changes.items() if time not in excluded}
    events = [_master(schedule, *reach)]
    events += [_override(schedule, change) for change in changes.values()]
    start = as_time(schedule.start)
    extra = {as_time(value) for value in schedule.extra}
    for occurrence in Series([EventAdapter(event) for event in events]).between(*reach):
        if occurrence.recurrence_ids:
            change = changes[occurrence.recurrence_ids[0]]
            times = schedule.times_of(change)
            yield _span(change.original, *times, zone, cancelled=change.cancelled)
        elif occurrence.start >= start or occurrence.start in extra:
            begins = occurrence.start.date() if schedule.all_day else occurrence.start
            yield _span(begins, begins, begins + schedule.duration, zone)


def _master(schedule: Schedule, begins: datetime, ends: datetime) -> Event:
    """The series as far as it matters between two local times: the library counts from there on.

    Its DTSTART lies before them, or is no date of the series and left out by whoever reads the
    dates; the real start is an RDATE.
    """
    start = as_time(schedule.start)
    earliest = begins - schedule.duration
    event_start = earliest - 2 * _DAY
    dates = list(schedule.extra)
    event = Event()
    if not schedule.rule:
        dates.append(start)
    else:
        rule = rule_for(schedule.rule, schedule.start)
        final = last_own_date(rule, schedule.start, schedule.zone)
        if start <= final:
            dates.append(start)
        if start <= ends and gives_dates(rule, start):
            event_start = joined(rule, start, event_start.date())
            bounded = replace(rule, count=None, until=min(final, ends))
            event.add("rrule", vRecur.from_ical(str(bounded)))
    event.add("dtstart", event_start)
    event.add("dtend", event_start + schedule.duration)
    for name, values in (("rdate", dates), ("exdate", schedule.excluded)):
        times = [as_time(value) for value in values]
        if near := [value for value in times if earliest <= value <= ends]:
            event.add(name, near)
    return event


def _override(schedule: Schedule, change: Change) -> Event:
    """A changed date as RFC 5545 has it: an event of its own that names the original start."""
    start, end = schedule.times_of(change)
    event = Event()
    event.add("recurrence-id", as_time(change.original))
    event.add("dtstart", as_time(start))
    event.add("dtend", as_time(end))
    return event


def _span(
    original: Local, start: Local, end: Local, zone: ZoneInfo, *, cancelled: bool = False
) -> Span:
    """The stretch from one local time to another.

    What would end before it begins, because the clocks skip an hour in between, lasts as long as
    the clock says.
    """
    starts_at, ends_at = moment(start, zone), moment(end, zone)
    if ends_at <= starts_at and end > start:
        ends_at = starts_at + (as_time(end) - as_time(start))
    if not isinstance(start, datetime):
        first_day, last_day = start, end - _DAY
    else:
        first_day = last_day = starts_at.astimezone(zone).date()
        if ends_at > starts_at:
            last_day = (ends_at - datetime.resolution).astimezone(zone).date()
    all_day = not isinstance(start, datetime)
    return Span(original, starts_at, ends_at, first_day, last_day, all_day, cancelled)
