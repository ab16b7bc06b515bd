"""Stretches of days: the month, the week or the rest of time that a page shows."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

DAYS_IN_WEEK = 7


@dataclass(frozen=True)
class Period:
    """Days from ``first`` to ``last``, both included; None leaves that side open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.nearest(day) == day

    def nearest(self, day: date) -> date:
        """The day itself, or the day of this period that comes closest."""
        if self.first and day < self.first:
            return self.first
        if self.last and day > self.last:
            return self.last
        return day

    def within(self, other: Self) -> Self:
        """The days of both; when there are none, ``first`` comes after ``last``."""
        firsts = [day for day in (self.first, other.first) if day]
        lasts = [day for day in (self.last, other.last) if day]
        return type(self)(max(firsts, default=None), min(lasts, default=None))

    @property
    def is_empty(self) -> bool:
        return bool(self.first and self.last and self.first > self.last)


def month_of(day: date) -> Period:
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def week_of(day: date) -> Period:
    """From Monday to Sunday."""
    monday = earlier(day, day.weekday())
    return Period(monday, later(monday, DAYS_IN_WEEK - 1))


def later(day: date, days: int) -> date:
    """So many days later, and never beyond the last day there is."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def earlier(day: date, days: int) -> date:
    """So many days earlier, and never before the first day there is."""
    return date.fromordinal(max(day.toordinal() - days, date.min.toordinal()))


def next_day(day: date) -> date:
    return later(day, 1)


def day_before(day: date) -> date:
    return earlier(day, 1)


def months(first: date, last: date) -> list[date]:
    """The first days of the months that the days from ``first`` to ``last`` lie in."""
    start, end = _number(first), _number(last)
    return [_month(number) for number in range(start, end + 1)]


def month_later(day: date, count: int) -> date:
    """The first day of the month that many months later, or earlier when it is negative."""
    return _month(min(max(_number(day) + count, _number(date.min)), _number(date.max)))


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def days_of(first: date, last: date) -> list[date]:
    """Every day from ``first`` to ``last``, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
