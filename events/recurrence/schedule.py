"""When something takes place, as it was agreed: local times, a zone, a rule, and exceptions.

The terms are those of RFC 5545. Nothing in here knows the database.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.functional import Promise

#: A day of something that lasts all day, else a time as a clock on the wall of the zone tells it.
Local = date | datetime


def as_time(local: Local) -> datetime:
    """The local time itself, or midnight of a day: so that all of them can be compared."""
    return local if isinstance(local, datetime) else datetime.combine(local, time())


@dataclass(frozen=True)
class Change:
    """One date of a series that differs from the rule (RECURRENCE-ID).

    ``original`` is the local start that the rule gives; it says which date is meant, whatever
    becomes of it. Without a ``start`` and ``end`` of its own the date keeps its time; ``end`` is
    exclusive, as in ``Schedule``.
    """

    original: Local
    cancelled: bool = False
    start: Local | None = None
    end: Local | None = None


@dataclass(frozen=True)
class Schedule:
    """Start, end, and what repeats.

    ``end`` is exclusive like DTEND: for something that lasts all day it is the day after the
    last. ``rule`` is the value of an RRULE without its name, empty when nothing repeats.
    ``extra`` are RDATEs, ``excluded`` EXDATEs; all local and of the type of ``start``.
    """

    start: Local
    end: Local
    zone: str
    rule: str = ""
    extra: tuple[Local, ...] = ()
    excluded: tuple[Local, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def duration(self) -> timedelta:
        """How long each date lasts on the clock."""
        return as_time(self.end) - as_time(self.start)

    @property
    def repeats(self) -> bool:
        return bool(self.rule or self.extra)

    def times_of(self, change: Change) -> tuple[Local, Local]:
        """Start and end of a changed date, local; a cancelled one has the times it had."""
        start = change.original
        if change.start is not None and not change.cancelled:
            start = change.start
        if change.end is not None and not change.cancelled:
            return start, change.end
        return start, start + self.duration


@dataclass(frozen=True)
class Span:
    """One date of a schedule: a half-open stretch of time, in UTC.

    ``original`` names it within its series (RECURRENCE-ID). ``first_day`` and ``last_day`` are the
    days on the calendar of the schedule's zone that it touches, both included; something that
    ends at midnight does not touch the day that begins then. All-day dates run from local
    midnight to local midnight.
    """

    original: Local
    starts_at: datetime
    ends_at: datetime
    first_day: date
    last_day: date
    all_day: bool
    cancelled: bool = False


class ScheduleError(ValueError):
    """A schedule that cannot be used; ``field`` is the part that somebody should mend.

    ``field`` is "start", "end", "zone", "rule", "extra", "excluded" or "changes"; ``words`` are a
    sentence for the person who filled it in, which may be a lazy one.
    """

    def __init__(self, field: str, words: str | Promise) -> None:
        super().__init__(words)
        self.field = field
        self.words = words

    @property
    def message(self) -> str:
        """The sentence in the language that is active."""
        return str(self.words)
