"""The rules of a time zone as a VTIMEZONE (RFC 5545, 3.6.5).

Most programs know a zone by its name and do not look at its rules. Those that do, Outlook and
Thunderbird among them, read one form without mistakes: two observances that begin in 1970, each
with an RRULE. The library writes single onsets instead, in a list of which they take only a part.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

#: The changes of the clock in these years decide what the rules of a zone are. Fixed, so that a
#: file is the same tomorrow; they reach from before what is published to after what is planned.
FIRST_YEAR, LAST_YEAR = 2020, 2045
#: A rule as programs expect it begins here.
_EPOCH = 1970
#: Two changes of the clock are never closer together.
_STEP = timedelta(days=7)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class _Onset:
    """A change of the clock. `local` is what the clock showed at that moment, before it."""

    local: datetime
    before: timedelta
    after: timedelta
    name: str


@lru_cache(maxsize=64)
def vtimezone(name: str) -> str:
    """The VTIMEZONE of the zone with this IANA name."""
    zone = ZoneInfo(name)
    onsets = list(_onsets(zone))
    timezone = Timezone()
    timezone.add("TZID", name)
    for component in _by_rules(onsets) or _one_by_one(zone, onsets):
        timezone.add_component(component)
    return timezone.to_ical().decode()


def _onsets(zone: ZoneInfo) -> Iterator[_Onset]:
    moment, last = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
    while moment < last:
        following = moment + _STEP
        if _offset(zone, moment) != _offset(zone, following):
            yield _onset_between(zone, moment, following)
        moment = following


def _onset_between(zone: ZoneInfo, early: datetime, late: datetime) -> _Onset:
    """The change between two moments, to the second."""
    before = _offset(zone, early)
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        if _offset(zone, middle) == before:
            early = middle
        else:
            late = middle
    local = (late + before).replace(tzinfo=None)
    return _Onset(local, before, _offset(zone, late), late.astimezone(zone).tzname() or "")


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _by_rules(onsets: list[_Onset]) -> list[TimezoneStandard | TimezoneDaylight]:
    """Two observances with a rule each; none when it was not the same every year."""
    years = LAST_YEAR - FIRST_YEAR + 1
    if len(onsets) != 2 * years:
        return []
    found = []
    for series in (onsets[0::2], onsets[1::2]):
        rule = _rule_of([onset.local for onset in series])
        same = {(onset.before, onset.after, onset.name) for onset in series}
        if rule is None or len(same) != 1:
            return []
        component = _observance(series[0], _first_of(rule, series[0].local))
        component.add("RRULE", vRecur.from_ical(rule.written()))
        found.append(component)
    return found


@dataclass(frozen=True)
class _YearlyRule:
    """A weekday of a month: the first to fourth, the last (-1), or the one within seven days."""

    month: int
    weekday: int
    nth: int = 0
    days: tuple[int, ...] = ()

    def gives(self, day: datetime) -> bool:
        if (day.month, day.weekday()) != (self.month, self.weekday):
            return False
        if self.nth > 0:
            return (day.day - 1) // 7 + 1 == self.nth
        if self.nth < 0:
            return day.day > monthrange(day.year, day.month)[1] - 7
        return day.day in self.days

    def written(self) -> str:
        weekday = f"{self.nth or ''}{_WEEKDAYS[self.weekday]}"
        days = f";BYMONTHDAY={','.join(map(str, self.days))}" if self.days else ""
        return f"FREQ=YEARLY;BYMONTH={self.month}{days};BYDAY={weekday}"


def _rule_of(days: list[datetime]) -> _YearlyRule | None:
    """The rule that gives exactly these, one in every year."""
    if {day.year for day in days} != set(range(FIRST_YEAR, LAST_YEAR + 1)):
        return None
    if len({day.time() for day in days}) != 1:
        return None
    first, numbers = days[0], sorted({day.day for day in days})
    tries = [_YearlyRule(first.month, first.weekday(), nth) for nth in (1, 2, 3, 4, -1)]
    week = tuple(range(numbers[0], numbers[0] + 7))
    tries.append(_YearlyRule(first.month, first.weekday(), days=week))
    return next((rule for rule in tries if all(map(rule.gives, days))), None)


def _first_of(rule: _YearlyRule, like: datetime) -> datetime:
    """The first date of a rule since 1970."""
    days = range(1, monthrange(_EPOCH, rule.month)[1] + 1)
    dates = (like.replace(year=_EPOCH, month=rule.month, day=day) for day in days)
    return next(day for day in dates if rule.gives(day))


def _one_by_one(
    zone: ZoneInfo, onsets: list[_Onset]
) -> Iterator[TimezoneStandard | TimezoneDaylight]:
    """Every change by itself, after what held before the first one."""
    start = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    offset = _offset(zone, start)
    name = start.astimezone(zone).tzname() or ""
    began = datetime(_EPOCH, 1, 1)  # noqa: DTZ001 - a local time
    yield _observance(_Onset(began, offset, offset, name), began)
    for onset in onsets:
        yield _observance(onset, onset.local)


def _observance(onset: _Onset, start: datetime) -> TimezoneStandard | TimezoneDaylight:
    """What holds from a change on; the larger of two offsets is that of summer."""
    component = TimezoneDaylight() if onset.after > onset.before else TimezoneStandard()
    component.add("DTSTART", start)
    component.add("TZOFFSETFROM", onset.before)
    component.add("TZOFFSETTO", onset.after)
    component.add("TZNAME", onset.name)
    return component
