"""A schedule in the form that every calendar program reads alike.

RFC 5545 leaves room that programs use in different ways, and some stumble over what it allows: an
EXDATE that takes nothing away, an RDATE for a date that is there already. What is written here
gives the dates that `events.recurrence.expansion` finds, and leaves nothing to the reader.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from events.recurrence.rhythm import falls_on, gives_dates, last_own_date
from events.recurrence.rule import Rule
from events.recurrence.schedule import Change, Local, Schedule, as_time
from events.recurrence.series_rule import last_start, rule_for
from events.recurrence.zones import moment, zone_named


@dataclass(frozen=True)
class PortableSeries:
    """The properties of a series, sorted; `start` and `end` are those of its DTSTART.

    `rule` is the value of the RRULE, empty when there is none. `extra` are RDATEs that the rule
    does not give, `excluded` EXDATEs that it does; every one of `changes` is a date of the series.
    """

    start: Local
    end: Local
    rule: str = ""
    extra: tuple[Local, ...] = ()
    excluded: tuple[Local, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def repeats(self) -> bool:
        return bool(self.rule or self.extra)


def portable(schedule: Schedule) -> PortableSeries | None:
    """The schedule as it should be written; none when it has no date at all.

    Raises ScheduleError for a rule that cannot be read.
    """
    own = _OwnRule.of(schedule)
    has_begun = own is None or own.reaches_start
    if own is not None and not own.is_alive:
        own = None
    gives = own.gives if own is not None else _gives_nothing
    excluded = set(schedule.excluded)
    changes = {change.original: change for change in reversed(schedule.changes)}
    changes = {original: changes[original] for original in changes if original not in excluded}
    # A change of a date that the series does not have is a date of its own.
    extra = {local for local in (*schedule.extra, *changes) if not gives(local)} - excluded
    start = schedule.start
    if not has_begun:
        if not extra:
            return None
        start = min(extra, key=as_time)
    elif not gives(start) and (own is not None or extra):
        # Some programs count DTSTART only when something else gives it too.
        extra.add(start)
    taken_out = {local for local in excluded if gives(local) or local == start}
    if own is None:
        if taken_out >= (extra or {start}):
            return None
        if extra == {start}:
            extra.clear()
    return PortableSeries(
        start,
        start + schedule.duration,
        own.written() if own is not None else "",
        _sorted(extra),
        _sorted(taken_out),
        tuple(changes[original] for original in _sorted(changes)),
    )


def without_cancelled(schedule: Schedule) -> Schedule:
    """The schedule with its cancelled dates left out instead of named."""
    cancelled = tuple(change.original for change in schedule.changes if change.cancelled)
    return replace(
        schedule,
        excluded=(*schedule.excluded, *cancelled),
        changes=tuple(change for change in schedule.changes if not change.cancelled),
    )


@dataclass(frozen=True)
class _OwnRule:
    """What the rule of a schedule gives by itself; `final` is the last local start it allows."""

    schedule: Schedule
    rule: Rule
    final: datetime

    @classmethod
    def of(cls, schedule: Schedule) -> Self | None:
        if not schedule.rule:
            return None
        rule = rule_for(schedule.rule, schedule.start)
        return cls(schedule, rule, last_own_date(rule, schedule.start, schedule.zone))

    @property
    def reaches_start(self) -> bool:
        """Whether it had not ended already when the series began."""
        return as_time(self.schedule.start) <= self.final

    @property
    def is_alive(self) -> bool:
        """Whether it gives any date."""
        return self.reaches_start and gives_dates(self.rule, as_time(self.schedule.start))

    def gives(self, local: Local) -> bool:
        time = as_time(local)
        return time <= self.final and falls_on(self.rule, as_time(self.schedule.start), time)

    def written(self) -> str:
        """The value of the RRULE.

        Its UNTIL is as stored, unless that is not of the type that RFC 5545 asks for: a day for a
        series of whole days, else a moment in UTC.
        """
        until, whole_days = self.rule.until, self.schedule.all_day
        is_moment = isinstance(until, datetime) and until.tzinfo is not None
        is_day = not isinstance(until, datetime)
        if until is None or (is_day if whole_days else is_moment):
            return str(self.rule)
        last = last_start(self.rule, self.schedule.start, self.schedule.zone)
        if last is not None and not whole_days:
            last = moment(last, zone_named(self.schedule.zone))
        return str(replace(self.rule, until=last))


def _gives_nothing(_local: Local) -> bool:
    return False


def _sorted(locals_: Iterable[Local]) -> tuple[Local, ...]:
    return tuple(sorted(locals_, key=as_time))
