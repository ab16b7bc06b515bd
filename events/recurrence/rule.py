"""An RRULE as typed parts (RFC 5545, 3.3.10), read once and strictly.

The text of a rule is kept wherever it came from; this is how everything here looks at it. Parts
that libraries read in different ways are refused or made unambiguous (``explicit``), so that
whoever gets the rule later finds the same dates.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from icalendar import vRecur, vSkip

from events.recurrence.schedule import Local, ScheduleError
from events.recurrence.zones import zone_named

#: In the order of ``date.weekday``: Monday is 0.
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

#: A rule that names every day of a year is some 1,500 characters long.
LONGEST = 2_500
LARGEST_INTERVAL = 10_000
#: More dates than anybody plans; a larger COUNT is refused.
LARGEST_COUNT = 5_000


class Frequency(StrEnum):
    """What FREQ may be here: nothing that happens more often than once a day."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class Weekday(NamedTuple):
    """One value of BYDAY: Monday is 0; ``nth`` counts from the end below zero, and is 0 for every."""

    day: int
    nth: int = 0

    def __str__(self) -> str:
        return f"{self.nth or ''}{WEEKDAYS[self.day]}"


@dataclass(frozen=True)
class Rule:
    """The parts of a rule, each empty when the rule does not name it.

    ``until`` is as written: a date, a local time, or a time in UTC; ``last_start`` says what it
    means for a series.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: Local | None = None
    months: tuple[int, ...] = ()
    week_numbers: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def __str__(self) -> str:
        """The value of an RRULE that says this, FREQ first as some programs demand."""
        parts: list[tuple[str, object]] = [("FREQ", self.frequency.value)]
        if self.until is not None:
            parts.append(("UNTIL", written(self.until)))
        if self.count is not None:
            parts.append(("COUNT", self.count))
        if self.interval != 1:
            parts.append(("INTERVAL", self.interval))
        parts += [
            (name, ",".join(str(value) for value in getattr(self, field)))
            for name, field in _LISTS.items()
            if getattr(self, field)
        ]
        if self.week_start:
            parts.append(("WKST", WEEKDAYS[self.week_start]))
        return ";".join(f"{name}={value}" for name, value in parts)

    @property
    def names_days(self) -> bool:
        """Whether the rule says itself which days it means; else the start says so."""
        return bool(self.weekdays or self.month_days or self.year_days or self.week_numbers)


_LISTS = {
    "BYSECOND": "seconds",
    "BYMINUTE": "minutes",
    "BYHOUR": "hours",
    "BYDAY": "weekdays",
    "BYMONTHDAY": "month_days",
    "BYYEARDAY": "year_days",
    "BYWEEKNO": "week_numbers",
    "BYMONTH": "months",
    "BYSETPOS": "positions",
}
#: How far the numbers of a list go, on both sides of zero where RFC 5545 allows that.
_REACH = {
    "BYSECOND": range(61),
    "BYMINUTE": range(60),
    "BYHOUR": range(24),
    "BYMONTHDAY": range(-31, 32),
    "BYYEARDAY": range(-366, 367),
    "BYWEEKNO": range(-53, 54),
    "BYMONTH": range(1, 13),
    "BYSETPOS": range(-366, 367),
}
_SINGLE = {"FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", "RSCALE", "SKIP"}


@lru_cache(maxsize=2_048)
def read_rule(text: str) -> Rule:
    """The rule that ``text``, the value of an RRULE, holds.

    Raises ``ScheduleError`` ("rule") for what cannot be read, what RFC 5545 does not know, and
    what repeats more often than once a day. A negative COUNT, which some programs write for "no
    end", counts as none; so does a calendar system (RSCALE) that is the usual one.
    """
    values = _values(text)
    frequency = _frequency(values)
    lists = {field: _list(values, name) for name, field in _LISTS.items() if name != "BYDAY"}
    count = _number(values, "COUNT")
    rule = Rule(
        frequency,
        interval=_number(values, "INTERVAL") or 1,
        count=count if count and count > 0 else None,
        until=_until(values),
        weekdays=_weekdays(values, frequency),
        week_start=WEEKDAYS.index(values["WKST"][0].weekday) if "WKST" in values else 0,
        **lists,
    )
    if not 1 <= rule.interval <= LARGEST_INTERVAL or count == 0:
        raise _unreadable()
    if count is not None and count > LARGEST_COUNT:
        raise ScheduleError("rule", _("This repeats far too many times."))
    return rule


def _values(text: str) -> dict[str, list[Any]]:
    """The values by the name of their part; the library reads what a value says."""
    pieces = [piece for piece in text.strip().split(";") if piece]
    names = [piece.partition("=")[0].strip().upper() for piece in pieces]
    known = _SINGLE | set(_LISTS)
    if len(text) > LONGEST or len(set(names)) < len(names) or not set(names) <= known:
        raise _unreadable()
    try:
        values = {
            str(name).upper(): list(part) for name, part in vRecur.from_ical(text.strip()).items()
        }
    except ValueError:
        raise _unreadable() from None
    if set(values) != set(names) or any(len(values[name]) != 1 for name in _SINGLE & set(values)):
        raise _unreadable()
    if str(values.get("RSCALE", ["GREGORIAN"])[0]).upper() != "GREGORIAN":
        raise ScheduleError("rule", _("This repetition counts in another calendar than ours."))
    if values.get("SKIP", [vSkip.OMIT])[0] != vSkip.OMIT:
        raise _unreadable()
    return values


def _frequency(values: dict[str, list[Any]]) -> Frequency:
    name = str(values.get("FREQ", [""])[0]).upper()
    if name in ("HOURLY", "MINUTELY", "SECONDLY"):
        raise ScheduleError("rule", _("Something cannot repeat more often than once a day."))
    if name not in Frequency.__members__:
        raise _unreadable()
    return Frequency[name]


def _number(values: dict[str, list[Any]], name: str) -> int | None:
    return int(values[name][0]) if name in values else None


def _list(values: dict[str, list[Any]], name: str) -> tuple[int, ...]:
    reach = _REACH[name]
    numbers = sorted({int(value) for value in values.get(name, [])})
    if any(number not in reach or (number == 0 and reach.start < 0) for number in numbers):
        raise _unreadable()
    if any(getattr(value, "leap", False) for value in values.get("BYMONTH", [])):
        raise ScheduleError("rule", _("This repetition counts in another calendar than ours."))
    return tuple(numbers)


def _weekdays(values: dict[str, list[Any]], frequency: Frequency) -> tuple[Weekday, ...]:
    """BYDAY. A number before the day of a daily or weekly rule has no meaning and goes."""
    numbered = frequency in (Frequency.MONTHLY, Frequency.YEARLY)
    days = {
        Weekday(WEEKDAYS.index(value.weekday), (value.relative or 0) if numbered else 0)
        for value in values.get("BYDAY", [])
    }
    by_month = frequency is Frequency.MONTHLY or "BYMONTH" in values
    if any(abs(day.nth) > (5 if by_month else 53) for day in days):
        raise _unreadable()
    return tuple(sorted(days, key=lambda day: (day.nth, day.day)))


def _until(values: dict[str, list[Any]]) -> Local | None:
    until = values.get("UNTIL", [None])[0]
    if until is None or isinstance(until, date):
        return until
    raise _unreadable()


def _unreadable() -> ScheduleError:
    return ScheduleError("rule", _("This repetition cannot be read."))


def written(value: Local) -> str:
    """A date or time as RFC 5545 writes it; a time with a zone in UTC."""
    if not isinstance(value, datetime):
        return f"{value:%Y%m%d}"
    if value.tzinfo is None:
        return f"{value:%Y%m%dT%H%M%S}"
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def last_start(rule: Rule, start: Local, zone: str) -> Local | None:
    """What UNTIL means for a series: the last local start it allows, of the type of ``start``.

    RFC 5545 wants UNTIL in UTC for a series with times, and a date for one of whole days. What
    else arrives is read as it was meant: a date ends a series with times after that day; a time
    ends a series of whole days on the local day it falls on, as Exchange writes it, or on its own
    day when it is midnight in UTC.
    """
    until = rule.until
    if until is None:
        return None
    whole_days = not isinstance(start, datetime)
    if not isinstance(until, datetime):
        return until if whole_days else datetime.combine(until, time(23, 59, 59))
    if whole_days and until.time() == time(0):
        return until.date()
    local = until
    if until.tzinfo is not None:
        try:
            local = until.astimezone(zone_named(zone)).replace(tzinfo=None, fold=0)
        except OverflowError:
            local = until.replace(tzinfo=None)
    return local.date() if whole_days else local


def rule_for(text: str, start: Local) -> Rule:
    """The rule of a series that begins at ``start``, with everything in it that the start decides.

    Raises ``ScheduleError`` ("rule") like ``read_rule``, and for a rule that gives several times
    on a day or another than the start has.
    """
    return explicit(_at_one_time(read_rule(text), start), start)


def _at_one_time(rule: Rule, start: Local) -> Rule:
    """The rule without its times, which a series of whole days ignores (RFC 5545, 3.3.10)."""
    if isinstance(start, datetime):
        given = (rule.hours, rule.minutes, rule.seconds)
        own = ((start.hour,), (start.minute,), (start.second,))
        if any(times and times != of_start for times, of_start in zip(given, own, strict=True)):
            raise ScheduleError("rule", _("All dates have to begin at the same time of day."))
    return replace(rule, hours=(), minutes=(), seconds=())


def explicit(rule: Rule, start: Local) -> Rule:
    """The same rule with the days in it that it takes from its start.

    Programs differ about a week number without a day (all seven days, or the day of the start as
    RFC 5545 has it) and about "MO,2TU" (both, or neither); written out they agree.
    """
    if not rule.names_days:
        if rule.frequency is Frequency.WEEKLY:
            return replace(rule, weekdays=(Weekday(start.weekday()),))
        if rule.frequency is Frequency.MONTHLY:
            return replace(rule, month_days=(start.day,))
        if rule.frequency is Frequency.YEARLY:
            return replace(rule, month_days=(start.day,), months=rule.months or (start.month,))
    if rule.week_numbers and not (rule.weekdays or rule.month_days or rule.year_days):
        return replace(rule, weekdays=(Weekday(start.weekday()),))
    if {bool(day.nth) for day in rule.weekdays} == {True, False}:
        return replace(rule, weekdays=tuple(_numbered(rule)))
    return rule


def _numbered(rule: Rule) -> Iterable[Weekday]:
    """Every weekday with its number: "MO" is the first to the fifth of a month."""
    by_month = rule.frequency is Frequency.MONTHLY or rule.months
    numbers = range(1, 6 if by_month else 54)
    for day in rule.weekdays:
        yield from [day] if day.nth else [Weekday(day.day, nth) for nth in numbers]
