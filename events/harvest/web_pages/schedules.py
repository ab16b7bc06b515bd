"""How something repeats: eventSchedule of schema.org as the value of an RRULE."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from events.harvest.icalendar.remarks import RefusedError, Remarks
from events.harvest.web_pages import times
from events.harvest.web_pages.times import When
from events.harvest.web_pages.vocabulary import Node, listed, nodes, said, word
from events.recurrence.schedule import Local
from publishing.sentences import gettext as _

_DAYS = {
    "monday": "MO", "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR",
    "saturday": "SA", "sunday": "SU",
}  # fmt: skip
_NUMBERED = re.compile(r"[+-]?[1-5]?(?:MO|TU|WE|TH|FR|SA|SU)")
_EVERY = re.compile(r"P(\d{1,3})([DWMY])")
_FREQ = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_IN_WORDS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y"}


@dataclass(frozen=True)
class Rhythm:
    """A rule with the dates that are left out, and its own start and end when it says them."""

    rule: str
    excluded: tuple[Local, ...] = ()
    start: Local | None = None
    end: Local | None = None
    extra: tuple[Local, ...] = field(default=())


def rhythm_of(node: Node, zone: ZoneInfo, remarks: Remarks) -> Rhythm | None:
    """None when it does not repeat in a way that there are words for; then a remark says so."""
    schedules = nodes(node.get("eventSchedule"))
    if not schedules:
        return None
    if len(schedules) > 1:
        remarks(_("It repeats in more than one way; only the first is read."))
    schedule = schedules[0]
    zone = _zone(schedule, zone)
    start = _start(schedule, zone)
    rule = _rule(schedule, remarks)
    if not rule:
        return Rhythm("", start=start, end=_end(schedule, start)) if start is not None else None
    return Rhythm(rule, _excluded(schedule, zone, start), start, _end(schedule, start))


def dates_alike(when: When, starts: Sequence[Local]) -> tuple[Local, ...]:
    """Further dates of the same event, as its own start is: with times, or as days."""
    same = type(when.start)
    return tuple(sorted({start for start in starts if type(start) is same and start != when.start}))


def _rule(schedule: Node, remarks: Remarks) -> str:
    said_so = said(schedule.get("repeatFrequency")).strip()
    found = _EVERY.fullmatch(_IN_WORDS.get(said_so.lower(), said_so.upper()))
    if found is None or int(found[1]) == 0:
        if said_so:
            remarks(_("How it repeats cannot be read: “%(text)s”.") % {"text": said_so[:60]})
        return ""
    every, unit = int(found[1]), found[2]
    if unit == "D" and every % 7 == 0:
        every, unit = every // 7, "W"
    parts = [f"FREQ={_FREQ[unit]}"]
    if every > 1:
        parts.append(f"INTERVAL={every}")
    for name, limit, part in (("byMonth", 12, "BYMONTH"), ("byMonthDay", 31, "BYMONTHDAY")):
        if numbers := _numbers(schedule.get(name), limit):
            parts.append(f"{part}={numbers}")
    if days := _weekdays(schedule, numbered=unit in "MY"):
        parts.append(f"BYDAY={days}")
    return ";".join([*parts, *_until(schedule)])


def _until(schedule: Node) -> list[str]:
    count = said(schedule.get("repeatCount")).strip()
    if count.isdecimal() and 0 < int(count[:6]) <= 5_000:
        return [f"COUNT={int(count)}"]
    end = said(schedule.get("endDate")).strip()[:10]
    try:
        return [f"UNTIL={date.fromisoformat(end):%Y%m%d}"] if end else []
    except ValueError:
        return []


def _weekdays(schedule: Node, *, numbered: bool) -> str:
    found = []
    for each in listed(schedule.get("byDay")):
        text = word(said(each)).strip()
        day = _DAYS.get(text.lower(), text.upper())
        if _NUMBERED.fullmatch(day):
            found.append(day if numbered else day[-2:])
    return ",".join(dict.fromkeys(found))


def _numbers(value: object, most: int) -> str:
    texts = [said(each).strip() for each in listed(value)]
    numbers = [int(text) for text in texts if text.isdecimal() and 1 <= int(text[:3]) <= most]
    return ",".join(str(number) for number in dict.fromkeys(numbers))


def _zone(schedule: Node, zone: ZoneInfo) -> ZoneInfo:
    name = said(schedule.get("scheduleTimezone")).strip()
    try:
        return ZoneInfo(name) if name else zone
    except (ValueError, OSError, LookupError):
        return zone


def _start(schedule: Node, zone: ZoneInfo) -> Local | None:
    text = said(schedule.get("startDate")).strip()
    try:
        day = times.local(text, zone) if text else None
    except RefusedError:
        return None
    at = times.clock(said(schedule.get("startTime")))
    if day is None or isinstance(day, datetime) or at is None:
        return day
    return datetime.combine(day, at)


def _end(schedule: Node, start: Local | None) -> Local | None:
    if not isinstance(start, datetime):
        return None
    if (at := times.clock(said(schedule.get("endTime")))) is not None:
        end = datetime.combine(start.date(), at)
        return end if end >= start else end + timedelta(days=1)
    lasts = times.length(said(schedule.get("duration")))
    return start + lasts if lasts else None


def _excluded(schedule: Node, zone: ZoneInfo, start: Local | None) -> tuple[Local, ...]:
    found: set[Local] = set()
    for each in listed(schedule.get("exceptDate")):
        try:
            left_out = times.local(said(each), zone)
        except RefusedError:
            continue
        if isinstance(start, datetime) and not isinstance(left_out, datetime):
            left_out = datetime.combine(left_out, start.time())
        elif (
            start is not None and not isinstance(start, datetime) and isinstance(left_out, datetime)
        ):
            left_out = left_out.date()
        found.add(left_out)
    return tuple(sorted(found))
