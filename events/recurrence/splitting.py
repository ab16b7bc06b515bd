"""Changes to a part of a series: one date taken out, or everything from one date on."""

from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from django.utils.translation import gettext as _

from events.recurrence.checking import given_dates, membership, no_date
from events.recurrence.rhythm import last_own_date, own_dates
from events.recurrence.rule import Rule
from events.recurrence.schedule import Local, Schedule, ScheduleError, as_time
from events.recurrence.series_rule import rule_for
from events.recurrence.zones import moment, zone_named


def without(schedule: Schedule, original: Local) -> Schedule:
    """The series without the date that ``original`` names: an EXDATE, or one RDATE less.

    What was changed about that date is forgotten. Raises ``ScheduleError`` ("excluded") when the
    series has no such date.
    """
    if not membership(schedule)(original):
        raise ScheduleError("excluded", no_date(original))
    rest = replace(
        schedule,
        extra=tuple(value for value in schedule.extra if value != original),
        changes=tuple(change for change in schedule.changes if change.original != original),
    )
    if not membership(rest)(original):
        return rest
    return replace(rest, excluded=tuple(sorted({*rest.excluded, original})))


def split(schedule: Schedule, at: Local) -> tuple[Schedule, Schedule]:
    """The dates before the one that ``at`` names, and "this and following": together the same dates.

    The first ends with its last date (UNTIL), or has a smaller COUNT; the second has what is left
    of it. Extra, excluded and changed dates go with the date they are about. The second starts at
    ``at``, unless that is an extra date in a series that goes on afterwards: then it starts with
    the next date of the rule, so that the rhythm stays, and ``at`` is an extra date of it.

    Raises ``ScheduleError`` ("start") when ``at`` is no date of the series, or its first.
    """
    if not membership(schedule)(at):
        raise ScheduleError("start", no_date(at))
    given = sorted(given_dates(schedule))
    if at <= given[0]:
        raise ScheduleError("start", _("This is the first date: change the whole series."))
    first_rule, second_rule, start = _divided_rule(schedule, at)
    first = schedule.start if schedule.start in given and schedule.start < at else given[0]
    before = replace(
        schedule,
        start=first,
        end=first + schedule.duration,
        rule=first_rule,
        extra=tuple(value for value in given if value < at and value != first),
        excluded=tuple(value for value in schedule.excluded if value < at),
        changes=tuple(change for change in schedule.changes if change.original < at),
    )
    following = {at, *(value for value in given if value >= at)} - {start}
    after = replace(
        schedule,
        start=start,
        end=start + schedule.duration,
        rule=second_rule,
        extra=tuple(sorted(following)),
        excluded=tuple(value for value in schedule.excluded if value >= at),
        changes=tuple(change for change in schedule.changes if change.original >= at),
    )
    return before, after


def _divided_rule(schedule: Schedule, at: Local) -> tuple[str, str, Local]:
    """The rule of the first part, that of the second, and where the second starts."""
    if not schedule.rule:
        return "", "", at
    start = as_time(schedule.start)
    rule = rule_for(schedule.rule, schedule.start)
    final = last_own_date(rule, schedule.start, schedule.zone)
    earlier: list[datetime] = []
    next_date = None
    for found in takewhile(lambda found: found <= final, own_dates(rule, start)):
        if found >= as_time(at):
            next_date = found
            break
        earlier.append(found)
    first = _ended(rule, earlier, schedule) if earlier else ""
    if next_date is None:
        return first, "", at
    rest = rule if rule.count is None else replace(rule, count=rule.count - len(earlier))
    return first, str(rest), next_date.date() if schedule.all_day else next_date


def _ended(rule: Rule, dates: list[datetime], schedule: Schedule) -> str:
    """The rule with just these dates, its first ones."""
    if rule.count is not None:
        return str(replace(rule, count=len(dates), until=None))
    last = dates[-1].date() if schedule.all_day else moment(dates[-1], zone_named(schedule.zone))
    return str(replace(rule, until=last))
