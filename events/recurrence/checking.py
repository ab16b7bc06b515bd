"""Whether a schedule can be used, and if not, a sentence for whoever can mend it."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.recurrence.rhythm import falls_on, last_own_date, own_dates
from events.recurrence.rule import Rule
from events.recurrence.rule_text import LARGEST_COUNT
from events.recurrence.schedule import Local, Schedule, ScheduleError, as_time
from events.recurrence.series_rule import rule_for
from events.recurrence.soundness import ensure_sound


def check(schedule: Schedule, *, entered: bool = True) -> None:
    """Raises ``ScheduleError`` at the first thing wrong with a schedule, and nothing else ever.

    What somebody typed in (``entered``) has to agree with itself: the start is a date of the
    rule, only dates of the series are excluded or changed, and nothing lasts longer than a year.
    Feeds are forgiven that: RFC 5545 leaves a start off the rule undefined, and it is a date of
    its own then.
    """
    ensure_sound(schedule, entered=entered)
    for field, values in (
        ("extra", schedule.extra),
        ("excluded", schedule.excluded),
        ("changes", schedule.changes),
    ):
        if len(values) > LARGEST_COUNT:
            raise ScheduleError(field, _("These are far too many dates."))
    rule = rule_for(schedule.rule, schedule.start) if schedule.rule else None
    if rule is not None:
        _ensure_dates_of_rule(schedule, rule, entered=entered)
    if next(_originals(schedule, rule), None) is None:
        raise ScheduleError("excluded", _("No date is left."))
    if entered:
        _ensure_dates_are_known(schedule)


def _ensure_dates_of_rule(schedule: Schedule, rule: Rule, *, entered: bool) -> None:
    start = as_time(schedule.start)
    if start > last_own_date(rule, schedule.start, schedule.zone):
        raise ScheduleError("rule", _("The repetition ends before it has begun."))
    first = next(own_dates(rule, start), None)
    if first is None:
        raise ScheduleError("rule", _("This repetition gives no date at all."))
    if entered and first != start:
        raise ScheduleError(
            "start",
            _("This starts on %(start)s, but the first date of the repetition is %(first)s.")
            % {"start": _day(start.date()), "first": _day(first.date())},
        )


def _originals(schedule: Schedule, rule: Rule | None) -> Iterator[datetime]:
    """The dates of the series that are not excluded, in no particular order."""
    excluded = {as_time(value) for value in schedule.excluded}
    for value in given_dates(schedule):
        if as_time(value) not in excluded:
            yield as_time(value)
    if rule is not None:
        final = last_own_date(rule, schedule.start, schedule.zone)
        for found in own_dates(rule, as_time(schedule.start)):
            if found > final:
                return
            if found not in excluded:
                yield found


def given_dates(schedule: Schedule) -> set[Local]:
    """The dates that no rule has to give: the extra ones, and the start unless the rule ended before."""
    if schedule.rule:
        rule = rule_for(schedule.rule, schedule.start)
        if as_time(schedule.start) > last_own_date(rule, schedule.start, schedule.zone):
            return set(schedule.extra)
    return {schedule.start, *schedule.extra}


def membership(schedule: Schedule) -> Callable[[Local], bool]:
    """A test of whether start, rule or extra dates of a series give a local start, excluded or not."""
    given = given_dates(schedule)
    if not schedule.rule:
        return lambda original: original in given
    start, rule = as_time(schedule.start), rule_for(schedule.rule, schedule.start)
    final = last_own_date(rule, schedule.start, schedule.zone)

    def belongs(original: Local) -> bool:
        if original in given:
            return True
        time = as_time(original)
        same_type = isinstance(original, datetime) is not schedule.all_day
        return same_type and time <= final and falls_on(rule, start, time)

    return belongs


def _ensure_dates_are_known(schedule: Schedule) -> None:
    belongs = membership(schedule)
    for original in schedule.excluded:
        if not belongs(original):
            raise ScheduleError("excluded", no_date(original))
    excluded, changed = set(schedule.excluded), set()
    for original in (change.original for change in schedule.changes):
        if original in excluded or not belongs(original):
            raise ScheduleError("changes", no_date(original))
        if original in changed:
            raise ScheduleError(
                "changes", _("There are two changes for %(date)s.") % {"date": _day(original)}
            )
        changed.add(original)


def no_date(original: Local) -> str:
    """The sentence for a local start that a series does not have."""
    return gettext("There is no date on %(date)s in this series.") % {"date": _day(original)}


def _day(local: Local) -> str:
    """The day in words, with the time when there is one: a day can have two dates."""
    day = date_format(local, "l j F Y")
    return f"{day}, {local:%H:%M}" if isinstance(local, datetime) else day
