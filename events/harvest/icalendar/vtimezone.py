"""What the rules of a VTIMEZONE mean, for zones whose name says nothing.

"Customized Time Zone" is what Outlook calls a zone without a name: only the rules that come along
tell where it is. They are looked up among the zones that exist, because the site knows those.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from dateutil.rrule import rrulestr
from django.utils import timezone

from events.harvest.icalendar.components import Component
from events.harvest.icalendar.times import UnreadableTimeError, read_stamp
from events.harvest.icalendar.zones import LIKELY
from events.recurrence.schedule import as_time
from events.recurrence.zones import zone_named, zone_names

_OFFSET = re.compile(r"([+-])?(\d\d):?(\d\d):?(\d\d)?")
_MOST_DATES = 500
_DAY_IN_SECONDS = 24 * 3_600
#: Onsets are worked out for these many years around now.
_YEARS_BACK, _YEARS_AHEAD = 30, 5
#: Weeks of a year in which a zone may differ from old rules: countries moved the days on which
#: clocks change, and programs kept the rules they had.
_MOST_WEEKS_OFF = 6


@dataclass(frozen=True)
class Rules:
    """``onsets`` are the local times at which clocks go to an offset (seconds ahead of UTC);
    ``before`` is the offset until the first of them."""

    onsets: tuple[tuple[datetime, int], ...]
    before: int

    def offset_at(self, local: datetime) -> timedelta:
        """How far the clocks are ahead of UTC when they show ``local``."""
        position = bisect_right(self.onsets, local, key=lambda onset: onset[0])
        return timedelta(seconds=self.onsets[position - 1][1] if position else self.before)

    def zone(self, preferred: str) -> str | None:
        """The zone where clocks go like this, ``preferred`` if it does; None when there is none.

        Looked at in the last year of which the rules tell everything; where countries moved the
        days on which clocks change, the nearest one.
        """
        year = self._telling_year()
        weeks = tuple(round(self.offset_at(day).total_seconds()) for day in _days(year))
        return _zone_with(weeks, year, preferred)

    def _telling_year(self) -> int:
        this_year = timezone.now().year
        offsets = {offset for _onset, offset in self.onsets[-2:]}
        if len(offsets) < 2:
            return this_year
        years = [onset.year for onset, _offset in self.onsets if onset.year <= this_year]
        full = [year for year in years if years.count(year) > 1]
        return full[-1] if full else this_year


def rules_of(component: Component) -> Rules | None:
    """None when nothing in it can be read."""
    onsets: set[tuple[datetime, int]] = set()
    for part in component.parts:
        onsets.update(_onsets(part))
    if not onsets:
        return None
    first = min(component.parts, key=lambda part: part.text("DTSTART") or "9")
    before = _seconds(first.text("TZOFFSETFROM"))
    return Rules(tuple(sorted(onsets)), min(onsets)[1] if before is None else before)


def same_clocks(one: str, other: str) -> bool:
    """Whether two zones have the same time all year, these years."""
    year = timezone.now().year
    return all(_offsets(one, each) == _offsets(other, each) for each in (year - 1, year))


def _onsets(part: Component) -> list[tuple[datetime, int]]:
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
        found.extend(_of_rule(rule.value, start))
    return [(onset, offset) for onset in found]


def _of_rule(rule: str, start: datetime) -> list[datetime]:
    """The last years of it; a yearly rule that counts nothing may begin now as well as in 1601."""
    text = rule.strip().upper().rstrip(";")
    if not text.startswith("FREQ=YEARLY") or len(text) > 200:
        return []
    year = timezone.now().year
    first = year - _YEARS_BACK
    try:
        if "COUNT" not in text and "INTERVAL" not in text.replace("INTERVAL=1", ""):
            start = max(start, datetime(first, 1, 1, start.hour, start.minute))  # noqa: DTZ001
        last = datetime(year + _YEARS_AHEAD, 12, 31)  # noqa: DTZ001 - a local time
        return rrulestr(text.replace("Z", ""), dtstart=start).between(start, last, inc=True)
    except (ValueError, TypeError, OverflowError):
        return []


def _seconds(text: str) -> int | None:
    """A UTC offset; with seconds, as some programs write for the time before zones."""
    found = _OFFSET.fullmatch(text)
    if found is None:
        return None
    sign, hours, minutes, seconds = found.groups()
    length = int(hours) * 3_600 + int(minutes) * 60 + int(seconds or 0)
    if length >= _DAY_IN_SECONDS:
        return None
    return -length if sign == "-" else length


def _days(year: int) -> list[datetime]:
    """One noon a week: enough to tell on which Sunday clocks change."""
    noon = datetime(year, 1, 1, 12)  # noqa: DTZ001 - a local time
    return [noon + timedelta(days=7 * week) for week in range(52)]


@lru_cache(maxsize=256)
def _zone_with(weeks: tuple[int, ...], year: int, preferred: str) -> str | None:
    if len(set(weeks)) == 1:
        return _always(weeks[0], year, preferred)
    nearest, fewest = None, _MOST_WEEKS_OFF + 1
    for name in dict.fromkeys((preferred, *LIKELY, *sorted(zone_names()))):
        own = _offsets(name, year)
        if set(own) != set(weeks):
            continue
        off = sum(1 for one, other in zip(own, weeks, strict=True) if one != other)
        if off < fewest:
            nearest, fewest = name, off
    return nearest


def _always(seconds: int, year: int, preferred: str) -> str | None:
    """A zone that has one offset all year, and had it in earlier years."""
    hours, rest = divmod(seconds, 3_600)
    fixed = "UTC" if not seconds else f"Etc/GMT{-hours:+d}"
    names = (preferred, *LIKELY, *([] if rest else [fixed]), *sorted(zone_names()))
    for name in dict.fromkeys(names):
        if name in zone_names() and all(
            set(_offsets(name, year - past)) == {seconds} for past in (0, 7, 14)
        ):
            return name
    return None


@lru_cache(maxsize=2_048)
def _offsets(name: str, year: int) -> tuple[int, ...]:
    zone = zone_named(name)
    return tuple(
        round((day.replace(tzinfo=zone).utcoffset() or timedelta()).total_seconds())
        for day in _days(year)
    )
