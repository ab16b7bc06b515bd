"""Pieces of a calendar as records, with everything that the rest of the site wants to know of one."""

import hashlib
from datetime import date, datetime, timedelta

from django.utils import timezone

from events.harvest.icalendar.details import Details, OwnTexts, details_of, own_texts
from events.harvest.icalendar.following import Piece
from events.harvest.icalendar.series import Series
from events.harvest.values import ChangeValues, EventValues
from events.recurrence.checking import check, membership
from events.recurrence.expansion import expand
from events.recurrence.rhythm import HORIZON, last_own_date
from events.recurrence.schedule import Schedule, Span, as_time
from events.recurrence.series_rule import rule_for
from events.recurrence.zones import moment, zone_named
from harvest.records import ReadRecord

LONGEST_KEY = 500
#: How many days ahead the next date is looked for, step by step: few series need more than one.
_LOOKED_AHEAD = (45, 400, 1_500, 4_000)
#: The last date may be excluded, and the first one moved to an earlier day.
_BEFORE = timedelta(days=31)


def record_of(series: Series, piece: Piece, language: str) -> ReadRecord:
    """Raises ScheduleError when it has no date, or cannot be used for another reason."""
    check(piece.schedule, entered=False)
    details = details_of(piece.component, piece.remarks, language)
    values = _values(piece, details)
    next_start, last_end = next_and_last(piece.schedule)
    return ReadRecord(
        key=_key(series, piece, details),
        title=details.title,
        values=values,
        next_start=next_start,
        last_end=last_end,
        address=details.website,
        place=", ".join(filter(None, (details.location_name, details.location_address))),
        categories=details.categories,
        cancelled=details.status == "cancelled",
        parts=piece.parts,
        line=piece.component.line,
        notes=tuple(piece.remarks),
        name=series.uid,
    )


def _values(piece: Piece, details: Details) -> EventValues:
    schedule = piece.schedule
    return EventValues(
        title=details.title,
        description=details.description,
        all_day=schedule.all_day,
        start=schedule.start.isoformat(),
        end=schedule.end.isoformat(),
        time_zone=schedule.zone,
        rule=schedule.rule,
        extra_dates=[local.isoformat() for local in schedule.extra],
        excluded_dates=[local.isoformat() for local in schedule.excluded],
        changes=_changes(piece, details),
        status=details.status,
        location_name=details.location_name,
        location_address=details.location_address,
        online_url_found=details.online_url_found,
        website=details.website,
        categories=list(details.categories),
        language=details.language,
    )


def _changes(piece: Piece, details: Details) -> list[ChangeValues]:
    """Those that say something: many programs write a date out that does not differ at all."""
    found = []
    belongs = membership(piece.schedule)
    for change in piece.schedule.changes:
        own = OwnTexts()
        component = piece.changes.get(change.original)
        if component is not None and not change.cancelled:
            own = own_texts(component, details)
        says_nothing = own == OwnTexts() and change.start is None and not change.cancelled
        if says_nothing and belongs(change.original):
            continue
        found.append(
            ChangeValues(
                original=change.original.isoformat(),
                cancelled=change.cancelled,
                start=change.start.isoformat() if change.start is not None else None,
                end=change.end.isoformat() if change.end is not None else None,
                title=own.title,
                location_name=own.location_name,
                location_address=own.location_address,
                online_url_found=own.online_url_found,
                note=own.note,
            )
        )
    return found


def _key(series: Series, piece: Piece, details: Details) -> str:
    """The UID; without one, or when several series share it, what else tells them apart."""
    start = piece.schedule.start.isoformat()
    if not series.uid:
        return f"address:{details.website}" if details.website else _digest(details.title, start)
    key = series.uid
    if series.shares_uid:
        key = f"{key}#{_digest(details.title, start)}"
    if piece.suffix:
        key = f"{key}/{piece.suffix}"
    return key if len(key) <= LONGEST_KEY else _digest(key)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()[:32]


def next_and_last(schedule: Schedule) -> tuple[datetime, datetime | None]:
    """The next start, else the last one, and the end of the last; with their offset.

    Cancelled dates count: a calendar shows them too.
    """
    zone, now = zone_named(schedule.zone), timezone.now()
    final = _final_day(schedule)
    if not schedule.repeats and not schedule.changes:
        return moment(schedule.start, zone).astimezone(zone), moment(schedule.end, zone).astimezone(
            zone
        )
    first = max(now.astimezone(zone).date(), as_time(schedule.start).date() - _BEFORE)
    spans: list[Span] = []
    for length in _LOOKED_AHEAD:
        if spans or (final is not None and final < first):
            break
        found = expand(schedule, first, first + timedelta(days=length))
        spans = [span for span in found if span.starts_at >= now]
    ending = expand(schedule, final - _BEFORE, final) if final is not None else []
    chosen = spans[:1] or ending[-1:]
    start = chosen[0].starts_at if chosen else moment(schedule.start, zone)
    last_end = max((span.ends_at for span in ending), default=None)
    return start.astimezone(zone), last_end.astimezone(zone) if last_end else None


def _final_day(schedule: Schedule) -> date | None:
    """The day of the last date; None when it goes on without end."""
    locals_ = [schedule.start, *schedule.extra]
    for change in schedule.changes:
        locals_ += [change.original, schedule.times_of(change)[0]]
    latest = max(as_time(local) for local in locals_)
    if schedule.rule:
        rule = rule_for(schedule.rule, schedule.start)
        final = last_own_date(rule, schedule.start, schedule.zone)
        if final == HORIZON:
            return None
        latest = max(latest, final)
    return latest.date()
