"""The dates that a rule alone gives, and where its rhythm can be joined.

Works on local times without a zone, and on rules as ``rule_for`` gives them. Exceptions and changed
dates are no part of a rule; see ``expansion`` for those.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import dropwhile, islice

from dateutil.rrule import rrulestr

from events.recurrence.rule import Frequency, Rule
from events.recurrence.schedule import Local, as_time
from events.recurrence.series_rule import last_start
from events.recurrence.soundness import LAST_YEAR

#: No date is looked for after this.
HORIZON = datetime(LAST_YEAR, 12, 31, 23, 59, 59)  # noqa: DTZ001 - a local time

#: The Gregorian calendar, weekdays included, repeats itself after this many years.
_CYCLE = 400


def own_dates(rule: Rule, start: datetime) -> Iterator[datetime]:
    """The starts that the rule gives from ``start`` on, without regard to COUNT and UNTIL.

    Stops at ``HORIZON``. ``start`` itself comes only when the rule gives it.
    """
    if not gives_dates(rule, start):
        return iter(())
    endless = replace(rule, count=None, until=HORIZON)
    dates = iter(rrulestr(str(endless), dtstart=joined(endless, start, start.date())))
    return dropwhile(lambda found: found < start, dates)


def own_dates_on(rule: Rule, start: datetime, first: date, last: date) -> list[datetime]:
    """The starts that the rule gives on some days, both included, without regard to COUNT and UNTIL."""
    if last < start.date() or not gives_dates(rule, start):
        return []
    some = replace(rule, count=None, until=as_time(last + timedelta(days=1)))
    dates = iter(rrulestr(str(some), dtstart=joined(some, start, first)))
    return [found for found in dates if found >= start and found.date() >= first]


def falls_on(rule: Rule, start: datetime, local: datetime) -> bool:
    """Whether the rule gives this local start, without regard to COUNT and UNTIL."""
    return local in own_dates_on(rule, start, local.date(), local.date())


@lru_cache(maxsize=16_384)
def gives_dates(rule: Rule, start: datetime) -> bool:
    """Whether the rule gives any date at all in the century after ``start``.

    30 February never comes, and the library would look for it until the year 9999. So the
    question is asked in the last cycle of the calendar that a ``datetime`` can hold, where looking
    in vain soon ends.
    """
    endless = replace(rule, count=None, until=None)
    late = start.replace(year=start.year + (9_899 - start.year) // _CYCLE * _CYCLE)
    return next(iter(rrulestr(str(endless), dtstart=late)), None) is not None


@lru_cache(maxsize=16_384)
def last_own_date(rule: Rule, start: Local, zone: str) -> datetime:
    """The last local start that the rule allows: by UNTIL, by COUNT, or else ``HORIZON``.

    COUNT counts the dates that the rule gives; a start that is not one of them does not count.
    """
    until = last_start(rule, start, zone)
    limit = HORIZON if until is None else min(as_time(until), HORIZON)
    if rule.count is None:
        return limit
    counted = islice(own_dates(rule, as_time(start)), rule.count - 1, None)
    return min(limit, next(counted, HORIZON))


def joined(rule: Rule, start: datetime, day: date) -> datetime:
    """A start of the same rhythm as near before ``day`` as can be, or the first one.

    From there on the rule gives the same dates as from ``start``, so that a series
    which began long ago need not be counted from its beginning. It is the beginning of a week,
    month or year of the rule, thus it may lie before ``start`` and need not be a date of the rule.
    """
    if rule.frequency is Frequency.DAILY:
        return start + timedelta(days=_steps((day - start.date()).days, rule.interval))
    if rule.frequency is Frequency.WEEKLY:
        week = start - timedelta(days=(start.weekday() - rule.week_start) % 7)
        return week + timedelta(days=_steps((day - week.date()).days, 7 * rule.interval))
    if rule.frequency is Frequency.MONTHLY:
        months = start.year * 12 + start.month - 1
        months += _steps(day.year * 12 + day.month - 1 - months, rule.interval)
        return start.replace(year=months // 12, month=months % 12 + 1, day=1)
    years = _steps(day.year - start.year, rule.interval)
    return start.replace(year=start.year + years, month=1, day=1)


def _steps(distance: int, step: int) -> int:
    """The largest multiple of ``step`` that is no more than ``distance``, at least 0."""
    return max(0, distance // step * step)
