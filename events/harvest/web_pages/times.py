"""When something is, as schema.org writes it: ISO 8601, with an offset, without one, or a bare day."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from events.harvest.icalendar.remarks import RefusedError, Remarks
from events.harvest.web_pages.vocabulary import Node, said
from events.recurrence.schedule import Local
from events.recurrence.soundness import FIRST_YEAR, LAST_YEAR
from publishing.sentences import gettext as _

_MOMENT = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)"
    r"(?:[T ]\s?(\d\d)(?::?(\d\d))?(?::?(\d\d))?(?:[.,]\d{1,9})?\s?"
    r"(Z|[+-]\d\d:?(?:\d\d)?)?)?(?:\[[\w/+-]+\])?"
)
_CLOCK = re.compile(r"T?(\d{1,2}):(\d\d)(?::(\d\d))?(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)?")
_LENGTH = re.compile(
    r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?"
)
_DAY = timedelta(days=1)
_MIDNIGHT, _END_OF_DAY = time(0), (time(23, 59), time(23, 59, 59), time(0))


@dataclass(frozen=True)
class When:
    """Start and end, local to the zone; the end exclusive, and the start itself when unknown."""

    start: Local
    end: Local


def when_of(node: Node, zone: ZoneInfo, remarks: Remarks) -> When:
    """Raises RefusedError when there is no start, or one that cannot be read."""
    text = said(node.get("startDate")).strip()
    if not text:
        raise RefusedError(_("It does not say when it begins (startDate)."))
    start = local(text, zone)
    end = _end(node, start, zone, remarks)
    if isinstance(start, datetime) and _is_whole_days(start, end):
        last = end.date() if isinstance(end, datetime) else (end or start.date())
        midnight = isinstance(end, datetime) and end.time() == _MIDNIGHT and end > start
        return When(start.date(), last if midnight else last + _DAY)
    if not isinstance(start, datetime):
        return _days(start, end, remarks)
    return When(start, _end_of_times(start, end, remarks))


def local(text: str, zone: ZoneInfo) -> Local:
    """A day, or what the clocks of the zone show then. Raises RefusedError."""
    found = _MOMENT.fullmatch(text.strip()[:60])
    if found is None:
        raise RefusedError(_("This date cannot be read: “%(text)s”.") % {"text": text[:60]})
    year, month, day, hour, minute, second, offset = found.groups()
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise RefusedError(_("Its year is no year of a calendar: %(year)s.") % {"year": year})
    try:
        on = date(int(year), int(month), int(day))
        if hour is None:
            return on
        if hour == "24":
            on, hour = on + _DAY, "0"
        at = datetime.combine(on, time(int(hour), int(minute or 0), min(int(second or 0), 59)))
    except ValueError:
        raise RefusedError(
            _("This date cannot be read: “%(text)s”.") % {"text": text[:60]}
        ) from None
    return _on_clock(at, offset, zone) if offset else at


def clock(text: str) -> time | None:
    """A time of day without a day; None for what is none."""
    found = _CLOCK.fullmatch(text.strip()[:30])
    if found is None or not (int(found[1]) < 24 and int(found[2]) < 60):
        return None
    return time(int(found[1]), int(found[2]), min(int(found[3] or 0), 59))


def length(text: str) -> timedelta | None:
    """A duration of ISO 8601, without months and years; None for what is none."""
    found = _LENGTH.fullmatch(text.strip().upper()[:40])
    if found is None or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _on_clock(at: datetime, offset: str, zone: ZoneInfo) -> datetime:
    iso = "+00:00" if offset == "Z" else offset
    iso = f"{iso}:00" if len(iso) == 3 else iso
    try:
        moment = datetime.fromisoformat(f"{at.isoformat()}{iso}")
        return moment.astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise RefusedError(
            _("This date cannot be read: “%(text)s”.") % {"text": f"{at.isoformat()}{offset}"}
        ) from None


def _end(node: Node, start: Local, zone: ZoneInfo, remarks: Remarks) -> Local | None:
    text = said(node.get("endDate")).strip()
    if text:
        try:
            return local(text, zone)
        except RefusedError:
            remarks(_("When it ends cannot be read: “%(text)s”.") % {"text": text[:60]})
            return None
    lasts: Any = length(said(node.get("duration")))
    if lasts is None or not lasts:
        return None
    if isinstance(start, datetime):
        return start + lasts
    return start + max(lasts, _DAY) - _DAY


def _is_whole_days(start: datetime, end: Local | None) -> bool:
    """From midnight until the end of a day: how programs write days that they have no words for."""
    if start.time() != _MIDNIGHT:
        return False
    return (
        not isinstance(end, datetime) or (end > start and end.time() in _END_OF_DAY) or end == start
    )


def _days(start: date, end: Local | None, remarks: Remarks) -> When:
    if isinstance(end, datetime):
        if end.time() not in _END_OF_DAY:
            remarks(_("It says at what time it ends, but not at what time it begins."))
        end = end.date()
    return When(start, max(end or start, start) + _DAY)


def _end_of_times(start: datetime, end: Local | None, remarks: Remarks) -> datetime:
    if end is None:
        return start
    if not isinstance(end, datetime):
        if end <= start.date():
            return start
        remarks(_("It says on what day it ends, but not at what time."))
        return datetime.combine(end, time(23, 59))
    if end < start:
        remarks(_("It would end before it begins; when it ends is left out."))
        return start
    return end
