"""What a rule means for a series with a certain start: which days, and until when."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from events.recurrence.rule import Frequency, Rule, Weekday
from events.recurrence.rule_text import read_rule
from events.recurrence.schedule import Local, ScheduleError
from events.recurrence.zones import zone_named


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


def last_day(rule: Rule, start: Local, zone: str) -> date | None:
    """The last local day on which a date may start, as UNTIL has it."""
    until = last_start(rule, start, zone)
    if not isinstance(until, datetime) or not isinstance(start, datetime):
        return until
    if until.time() < start.time() and until.date() > date.min:
        return (until - timedelta(days=1)).date()
    return until.date()


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
