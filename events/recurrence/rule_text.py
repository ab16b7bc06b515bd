"""Reading a rule, once and strictly.

The library reads the values; what it lets through, and what the programs of subscribers do not
agree about, is refused here. The text of a rule that came from elsewhere stays as it is.
"""

from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from icalendar import vRecur, vSkip

from events.recurrence.rule import LISTS, WEEKDAYS, Frequency, Rule, Weekday
from events.recurrence.schedule import Local, ScheduleError

#: A rule that names every day of a year is some 1,500 characters long.
LONGEST = 2_500
LARGEST_INTERVAL = 10_000
#: More dates than anybody plans; a larger COUNT is refused.
LARGEST_COUNT = 5_000

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
    lists = {field: _list(values, name) for name, field in LISTS.items() if name != "BYDAY"}
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
    known = _SINGLE | set(LISTS)
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
