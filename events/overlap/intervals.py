"""When two dates share time, and how far apart they are.

A stretch of time is half-open and in UTC: ten to twelve and twelve to two share nothing. One
without length, because nobody said when it ends, has the moment at which it begins. Something
that lasts all day has days of the calendar instead of hours.
"""

from datetime import date, datetime, timedelta
from typing import Protocol

WEEK = timedelta(days=7)


class Dated(Protocol):
    """A `Span` of a schedule or an `Occurrence`."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...
    @property
    def all_day(self) -> bool: ...


def share_hours(one: Dated, other: Dated) -> bool:
    """Whether both are going on at one moment; False where one of them has no hours."""
    if one.all_day or other.all_day:
        return False
    if one.starts_at == other.starts_at:
        return True
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def share_a_day(one: Dated, other: Dated) -> bool:
    """Whether both are on at some day of the calendar."""
    return one.first_day <= other.last_day and other.first_day <= one.last_day


def days_apart(one: Dated, other: Dated) -> int:
    """Days of the calendar between the two; 0 when they share one."""
    if share_a_day(one, other):
        return 0
    if one.last_day < other.first_day:
        return (other.first_day - one.last_day).days
    return (one.first_day - other.last_day).days


def time_apart(one: Dated, other: Dated) -> timedelta:
    """Time between the end of the first and the start of the second; none when they touch."""
    gap = max(other.starts_at - one.ends_at, one.starts_at - other.ends_at)
    return max(gap, timedelta(0))


def shared_hours(one: Dated, other: Dated) -> tuple[datetime, datetime]:
    """The stretch in which both are going on (UTC), for two that share hours."""
    start = max(one.starts_at, other.starts_at)
    return start, max(start, min(one.ends_at, other.ends_at))


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())
