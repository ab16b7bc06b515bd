"""The zone that has the rules of a VTIMEZONE, for zones whose name says nothing.

"Customized Time Zone" is what Outlook calls a zone without a name: only the rules that come along
tell where it is. They are looked up among the zones that exist, because the site knows those.
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache

from dateutil.rrule import rrulestr
from django.utils import timezone

from events.harvest.icalendar.components import Component
from events.harvest.icalendar.times import UnreadableTimeError, read_stamp
from events.recurrence.schedule import as_time
from events.recurrence.zones import zone_named, zone_names

_OFFSET = re.compile(r"([+-])?(\d\d):?(\d\d):?(\d\d)?")
_MOST_DATES = 500
#: Where partners are; among zones with the same rules the first of these is meant.
_LIKELY = (
    "Europe/Amsterdam", "Europe/London", "Europe/Athens", "Europe/Lisbon", "Europe/Moscow",
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
    "Asia/Kolkata", "Asia/Tokyo", "Asia/Shanghai", "Australia/Sydney",
)  # fmt: skip


def zone_of_rules(component: Component, preferred: str) -> str | None:
    """The zone in which clocks go by these rules this year; None when there is none."""
    year = timezone.now().year
    onsets: list[tuple[datetime, int]] = []
    for part in component.parts:
        onsets.extend(_onsets(part, year))
    if not onsets:
        return None
    onsets.sort()
    offsets, position = [], -1
    for day in _days(year):
        while position + 1 < len(onsets) and onsets[position + 1][0] <= day:
            position += 1
        offsets.append(onsets[max(position, 0)][1])
    return _zone_with(tuple(offsets), year, preferred)


def _onsets(part: Component, year: int) -> list[tuple[datetime, int]]:
    """When clocks go to the offset of a part, in this year or for the last time before it."""
    offset = _seconds(part.text("TZOFFSETTO"))
    try:
        start = as_time(read_stamp(part.text("DTSTART")).local)
    except UnreadableTimeError:
        return []
    if offset is None:
        return []
    found = [start]
    for dates in part.all("RDATE"):
        for value in dates.values[:_MOST_DATES]:
            try:
                found.append(as_time(read_stamp(value.partition("/")[0]).local))
            except UnreadableTimeError:
                continue
    for rule in part.all("RRULE"):
        found.extend(_of_rule(rule.value, start, year))
    end = datetime(year + 1, 1, 1)  # noqa: DTZ001 - a local time
    past = sorted(onset for onset in found if onset < end)[-2:]
    return [(onset, offset) for onset in past]


def _of_rule(rule: str, start: datetime, year: int) -> list[datetime]:
    """Yearly rules that count neither years nor times may begin last year as well as in 1601."""
    text = rule.strip().upper()
    if not text.startswith("FREQ=YEARLY") or len(text) > 200:
        return []
    try:
        if "COUNT" not in text and "INTERVAL" not in text and start.year < year - 2:
            start = start.replace(year=year - 2, day=min(start.day, 28))
        until = datetime(year + 1, 1, 1)  # noqa: DTZ001 - a local time
        return rrulestr(text.replace("Z", ""), dtstart=start).between(start, until, inc=True)[-2:]
    except (ValueError, TypeError, OverflowError):
        return []


def _seconds(text: str) -> int | None:
    """A UTC offset; with seconds, as some programs write for the time before zones."""
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    sign, hours, minutes, seconds = found.groups()
    length = int(hours) * 3_600 + int(minutes) * 60 + int(seconds or 0)
    return -length if sign == "-" else length


def _days(year: int) -> list[datetime]:
    """One noon a week: enough to tell on which Sunday clocks change."""
    noon = datetime(year, 1, 1, 12)  # noqa: DTZ001 - a local time
    return [noon + timedelta(days=7 * week) for week in range(52)]


@lru_cache(maxsize=256)
def _zone_with(offsets: tuple[int, ...], year: int, preferred: str) -> str | None:
    for name in (preferred, *_LIKELY, *sorted(zone_names())):
        if _offsets(name, year) == offsets:
            return name
    return None


@lru_cache(maxsize=1_024)
def _offsets(name: str, year: int) -> tuple[int, ...]:
    zone = zone_named(name)
    return tuple(
        round((day.replace(tzinfo=zone).utcoffset() or timedelta()).total_seconds())
        for day in _days(year)
    )
