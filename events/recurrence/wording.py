"""A rule in words, in the active language: "every 2 weeks on Monday, up to and including 30 June".

Sentences are built from phrases that can stand alone in Dutch and in English: how often, on which
days, what limits that, and when it ends.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import npgettext, pgettext

from events.recurrence.day_names import (
    a_day,
    day_and_month,
    in_months,
    listed,
    month,
    month_day,
    nth,
    on,
    on_weekdays,
    one_of,
    weekday,
)
from events.recurrence.rule import Frequency, Rule
from events.recurrence.schedule import Local, Schedule, ScheduleError
from events.recurrence.series_rule import last_day, rule_for
from events.recurrence.soundness import LAST_YEAR

#: How much of a rule that cannot be said is shown.
_LONGEST_UNSAID = 120
#: More days of the year than this are said by day and month apart.
_MOST_DATES = 6


class _Unsaid(Exception):  # noqa: N818 - nothing is wrong with such a rule
    """There are no honest words for a rule."""


def rule_in_words(schedule: Schedule) -> str:
    """How something repeats, as a phrase without capital or full stop; empty when it has no rule.

    Days that the rule takes from the start are named. A rule that nobody would recognise in words
    is called unusual and shown as it is.
    """
    if not schedule.rule:
        return ""
    try:
        rule = rule_for(schedule.rule, schedule.start)
        phrases = _SAID[rule.frequency](rule)
        phrases += _end(rule, schedule.start, schedule.zone)
    except (ScheduleError, _Unsaid):
        shown = schedule.rule.strip()
        if len(shown) > _LONGEST_UNSAID:
            shown = f"{shown[:_LONGEST_UNSAID]}…"
        return pgettext("repetition", "an unusual rule: %(rule)s") % {"rule": shown}
    return ", ".join(phrases)


def _end(rule: Rule, start: Local, zone: str) -> list[str]:
    phrases = []
    if rule.count is not None:
        phrases.append(
            npgettext("repetition", "%(number)s time", "%(number)s times", rule.count)
            % {"number": rule.count}
        )
    until = last_day(rule, start, zone)
    if until is not None and until.year <= LAST_YEAR:
        phrases.append(_("up to and including %(last)s") % {"last": date_format(until, "j F Y")})
    return phrases


def _every(rule: Rule, days: str = "") -> str:
    number = rule.interval
    often = {
        Frequency.DAILY: npgettext("repetition", "every day", "every %(number)s days", number),
        Frequency.WEEKLY: npgettext("repetition", "every week", "every %(number)s weeks", number),
        Frequency.MONTHLY: npgettext(
            "repetition", "every month", "every %(number)s months", number
        ),
        Frequency.YEARLY: npgettext("repetition", "every year", "every %(number)s years", number),
    }[rule.frequency] % {"number": number}
    return (
        pgettext("repetition", "%(often)s %(days)s") % {"often": often, "days": days}
        if days
        else often
    )


def _daily(rule: Rule) -> list[str]:
    _unsaid_with(rule.positions, rule.year_days, rule.week_numbers)
    if rule.weekdays and rule.interval == 1:
        return _weekly(replace(rule, frequency=Frequency.WEEKLY))
    return [
        _every(rule),
        *_only_on_month_days(rule),
        *_only_on_weekdays(rule),
        *_only_in_months(rule),
    ]


def _weekly(rule: Rule) -> list[str]:
    _unsaid_with(rule.year_days, rule.week_numbers)
    limits = [*_only_on_month_days(rule), *_only_in_months(rule)]
    if rule.positions:
        _unsaid_with(rule.month_days, rule.months)
        which, counting = _at_positions(rule)
        return [_every(rule, on(which)), *counting]
    if not rule.weekdays:
        raise _Unsaid
    if len(rule.weekdays) == 7 and rule.interval == 1:
        return [_every(replace(rule, frequency=Frequency.DAILY)), *limits]
    return [_every(rule, on_weekdays(_days(rule))), *limits]


def _monthly(rule: Rule) -> list[str]:
    _unsaid_with(rule.year_days, rule.week_numbers)
    if _is_weekly(rule):
        return _weekly(replace(rule, frequency=Frequency.WEEKLY))
    if rule.month_days:
        _unsaid_with(rule.positions, _numbered(rule))
        main = [_every(rule, on(_month_days(rule))), *_only_on_weekdays(rule)]
        if len(rule.month_days) == 1 and rule.month_days[0] > 28:
            main.append(pgettext("repetition", "only in months that have that day"))
    elif rule.positions:
        which, counting = _at_positions(rule)
        main = [_every(rule, on(which)), *counting]
    elif _numbered(rule):
        main = [_every(rule, on(_numbered_days(rule)))]
    else:
        main = [_every(rule, _on_each(rule))]
    return [*main, *_only_in_months(rule)]


def _yearly(rule: Rule) -> list[str]:
    if rule.year_days:
        return _by_day_of_year(rule)
    if rule.week_numbers:
        return _by_week(rule)
    if _is_weekly(rule):
        return _weekly(replace(rule, frequency=Frequency.WEEKLY))
    if rule.interval == 1 and rule.month_days and not rule.months:
        return _monthly(replace(rule, frequency=Frequency.MONTHLY))
    if rule.month_days:
        return _by_day_and_month(rule)
    if rule.positions:
        # Positions count in all months together.
        _unsaid_with(len(rule.months) > 1)
        which, counting = _at_positions(rule)
        return [_every(rule, on(_within(which, rule))), *counting]
    if _numbered(rule):
        return [_every(rule, on(_within(_numbered_days(rule), rule)))]
    return [_every(rule, _on_each(rule)), *_only_in_months(rule)]


def _is_weekly(rule: Rule) -> bool:
    """Whether a rule of every month or year has certain weekdays of every week."""
    chosen = rule.month_days or rule.positions or _numbered(rule)
    return rule.interval == 1 and bool(rule.weekdays) and not chosen


def _by_day_of_year(rule: Rule) -> list[str]:
    _unsaid_with(rule.positions, rule.month_days, rule.week_numbers, _numbered(rule))
    days = [
        pgettext("repetition", "day %(number)s") % {"number": day} if day > 0 else nth(day, a_day())
        for day in _counted(rule.year_days)
    ]
    which = pgettext("repetition", "%(days)s of the year") % {"days": listed(days)}
    return [_every(rule, on(which)), *_only_on_weekdays(rule), *_only_in_months(rule)]


def _by_week(rule: Rule) -> list[str]:
    _unsaid_with(rule.positions, rule.month_days, _numbered(rule), min(rule.week_numbers) < 0)
    days = npgettext(
        "repetition",
        "%(days)s in week %(weeks)s",
        "%(days)s in weeks %(weeks)s",
        len(rule.week_numbers),
    ) % {
        "days": on_weekdays(_days(rule)),
        "weeks": listed([str(number) for number in rule.week_numbers]),
    }
    return [_every(rule, days), *_only_in_months(rule)]


def _by_day_and_month(rule: Rule) -> list[str]:
    _unsaid_with(rule.positions, _numbered(rule))
    if not rule.months:
        which = pgettext("repetition", "%(days)s of every month") % {"days": _month_days(rule)}
    elif len(rule.months) * len(rule.month_days) > _MOST_DATES or min(rule.month_days) < 0:
        which = _within(_month_days(rule), rule)
    else:
        which = listed(
            [day_and_month(day, number) for number in rule.months for day in rule.month_days]
        )
    leap = rule.months == (2,) and rule.month_days == (29,)
    limits = [pgettext("repetition", "only in leap years")] if leap else []
    return [_every(rule, on(which)), *limits, *_only_on_weekdays(rule)]


def _within(days: str, rule: Rule) -> str:
    """ "the second Tuesday of March", or of the year."""
    if not rule.months:
        return pgettext("repetition", "%(days)s of the year") % {"days": days}
    months = listed([month(number) for number in rule.months])
    return pgettext("repetition", "%(days)s of %(months)s") % {"days": days, "months": months}


def _at_positions(rule: Rule) -> tuple[str, list[str]]:
    """Which of the days BYSETPOS means, and if those days have no name together, which they are."""
    _unsaid_with(_numbered(rule), not rule.weekdays)
    days = _days(rule)
    name = one_of(days)
    which = listed([nth(position, name or a_day()) for position in _counted(rule.positions)])
    if name:
        return which, []
    counted = listed([weekday(day) for day in days])
    return which, [pgettext("repetition", "counting only %(days)s") % {"days": counted}]


def _on_each(rule: Rule) -> str:
    return pgettext("repetition", "on every %(day)s") % {
        "day": listed([weekday(day) for day in _days(rule)])
    }


def _numbered(rule: Rule) -> bool:
    return any(day.nth for day in rule.weekdays)


def _numbered_days(rule: Rule) -> str:
    """ "the second Tuesday and the last Friday"."""
    ordered = sorted(rule.weekdays, key=lambda day: (day.nth < 0, day.nth, day.day))
    return listed([nth(day.nth, weekday(day.day)) for day in ordered])


def _days(rule: Rule) -> list[int]:
    return [day.day for day in rule.weekdays]


def _month_days(rule: Rule) -> str:
    return listed([month_day(day) for day in _counted(rule.month_days)])


def _counted(numbers: Iterable[int]) -> list[int]:
    """What counts from the beginning, and then what counts from the end."""
    return sorted(numbers, key=lambda number: (number < 0, number))


def _only_on_weekdays(rule: Rule) -> list[str]:
    return _only(on_weekdays(_days(rule))) if rule.weekdays else []


def _only_in_months(rule: Rule) -> list[str]:
    return _only(in_months(rule.months)) if rule.months else []


def _only_on_month_days(rule: Rule) -> list[str]:
    return _only(on(_month_days(rule))) if rule.month_days else []


def _only(when: str) -> list[str]:
    return [pgettext("repetition", "only %(when)s") % {"when": when}]


def _unsaid_with(*parts: object) -> None:
    """Gives up when the rule has one of these parts."""
    if any(parts):
        raise _Unsaid


_SAID = {
    Frequency.DAILY: _daily,
    Frequency.WEEKLY: _weekly,
    Frequency.MONTHLY: _monthly,
    Frequency.YEARLY: _yearly,
}
