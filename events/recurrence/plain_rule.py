"""What a person can say about repetition without knowing RFC 5545, and the RRULE that says it.

A form shows a ``PlainRule``. A rule that does not fit in one, which only feeds bring, is kept as it
came; so is one that does fit as long as nobody changes what the form shows of it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from django.utils.translation import gettext as _

from events.recurrence.rule import Frequency, Rule, Weekday
from events.recurrence.rule_text import LARGEST_COUNT, LARGEST_INTERVAL
from events.recurrence.schedule import Local, ScheduleError
from events.recurrence.series_rule import last_day, rule_for
from events.recurrence.soundness import FIRST_YEAR, LAST_YEAR
from events.recurrence.zones import moment, zone_named

#: Which weekday of a month can be chosen; -1 is the last. A fifth one is not there every month.
NTHS = (1, 2, 3, 4, -1)
#: The day of a month that is always there.
LAST_DAY = -1


class Repeats(StrEnum):
    """In what way something repeats."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY_ON_DAY = "monthly-day"
    MONTHLY_ON_WEEKDAY = "monthly-weekday"
    YEARLY = "yearly"


@dataclass(frozen=True)
class PlainRule:
    """What somebody fills in.

    ``weekdays`` (Monday is 0) are the days of a week, or the one day of a month that ``nth`` is
    about; ``month_day`` is 1 to 31, or -1 for the last day. What is left out is as the start has it.
    It ends never, after ``count`` times, or with the local day ``until``, which counts.
    """

    repeats: Repeats
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None
    nth: int | None = None
    until: date | None = None
    count: int | None = None


def to_rrule(plain: PlainRule, start: Local, zone: str) -> str:
    """The value of an RRULE for a series that begins at ``start``.

    Its UNTIL is of the type that RFC 5545 asks: a date for whole days, else the end of that day
    in ``zone`` as a time in UTC. Raises ``ScheduleError`` ("rule", "zone") for numbers that make no
    sense.
    """
    _ensure_sensible(plain)
    return str(
        Rule(
            _FREQUENCY[plain.repeats],
            interval=plain.interval,
            count=plain.count,
            until=_until(plain, start, zone),
            weekdays=_weekdays(plain, start),
            month_days=_month_days(plain, start),
        )
    )


def from_rrule(text: str, start: Local, zone: str) -> PlainRule | None:
    """The rule as a form shows it, or ``None`` when it says something that a form cannot show."""
    try:
        rule = rule_for(text, start)
        until = last_day(rule, start, zone)
    except ScheduleError:
        return None
    if rule.year_days or rule.week_numbers or (rule.until and rule.count):
        return None
    if until and until.year > LAST_YEAR:
        # Some programs write "never" like this.
        until = None
    plain = _SHOWN[rule.frequency](rule, start)
    return replace(plain, until=until, count=rule.count) if plain else None


_FREQUENCY = {
    Repeats.DAILY: Frequency.DAILY,
    Repeats.WEEKLY: Frequency.WEEKLY,
    Repeats.MONTHLY_ON_DAY: Frequency.MONTHLY,
    Repeats.MONTHLY_ON_WEEKDAY: Frequency.MONTHLY,
    Repeats.YEARLY: Frequency.YEARLY,
}


def _ensure_sensible(plain: PlainRule) -> None:
    for number, most in ((plain.interval, LARGEST_INTERVAL), (plain.count, LARGEST_COUNT)):
        if number is not None and not 1 <= number <= most:
            raise ScheduleError("rule", _("Give a number from 1 to %(most)s.") % {"most": most})
    if plain.count is not None and plain.until is not None:
        raise ScheduleError("rule", _("Choose a last day or a number of times, not both."))
    if plain.until is not None and not FIRST_YEAR <= plain.until.year <= LAST_YEAR:
        raise ScheduleError(
            "rule",
            _("The year has to be between %(first)s and %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR},
        )
    if any(day not in range(7) for day in plain.weekdays):
        raise ScheduleError("rule", _("Choose a day of the week."))
    if plain.month_day not in (None, LAST_DAY, *range(1, 32)):
        raise ScheduleError("rule", _("Choose a day of the month."))
    if plain.nth not in (None, *NTHS):
        raise ScheduleError("rule", _("Choose which week of the month."))
    if plain.repeats is Repeats.MONTHLY_ON_WEEKDAY and len(set(plain.weekdays)) > 1:
        raise ScheduleError("rule", _("Choose one day of the week."))


def _until(plain: PlainRule, start: Local, zone: str) -> Local | None:
    if plain.until is None or not isinstance(start, datetime):
        return plain.until
    return moment(datetime.combine(plain.until, time(23, 59, 59)), zone_named(zone))


def _weekdays(plain: PlainRule, start: Local) -> tuple[Weekday, ...]:
    days = sorted(set(plain.weekdays)) or [start.weekday()]
    if plain.repeats is Repeats.WEEKLY:
        return tuple(Weekday(day) for day in days)
    if plain.repeats is Repeats.MONTHLY_ON_WEEKDAY:
        return (Weekday(days[0], plain.nth or _nth_of(start)),)
    return ()


def _nth_of(start: Local) -> int:
    """Which of its weekday in the month a day is; the last when it is the fifth."""
    nth = (start.day - 1) // 7 + 1
    return nth if nth in NTHS else -1


def _month_days(plain: PlainRule, start: Local) -> tuple[int, ...]:
    if plain.repeats is Repeats.MONTHLY_ON_DAY:
        return (plain.month_day or start.day,)
    return ()


def _daily(rule: Rule, _start: Local) -> PlainRule | None:
    if rule.months or rule.month_days or rule.positions:
        return None
    if not rule.weekdays:
        return PlainRule(Repeats.DAILY, rule.interval)
    # "Every day from Monday to Friday" is every week on those days.
    days = tuple(day.day for day in rule.weekdays)
    return PlainRule(Repeats.WEEKLY, weekdays=days) if rule.interval == 1 else None


def _weekly(rule: Rule, start: Local) -> PlainRule | None:
    days = tuple(day.day for day in rule.weekdays)
    if rule.months or rule.month_days or rule.positions or not days:
        return None
    if rule.week_start and rule.interval > 1 and days != (start.weekday(),):
        # Which days come in the same week depends on where it begins.
        return None
    return PlainRule(Repeats.WEEKLY, rule.interval, days)


def _monthly(rule: Rule, _start: Local) -> PlainRule | None:
    if rule.months or (rule.month_days and (rule.weekdays or rule.positions)):
        return None
    if rule.month_days:
        number, *more = rule.month_days
        fits = not more and (number > 0 or number == LAST_DAY)
        return PlainRule(Repeats.MONTHLY_ON_DAY, rule.interval, month_day=number) if fits else None
    if len(rule.weekdays) != 1 or len(rule.positions) > 1:
        return None
    # Outlook writes the second Tuesday as "Tuesday, position 2".
    [day] = rule.weekdays
    nths = [nth for nth in (day.nth, *rule.positions) if nth]
    if len(nths) != 1 or nths[0] not in NTHS:
        return None
    return PlainRule(Repeats.MONTHLY_ON_WEEKDAY, rule.interval, (day.day,), nth=nths[0])


def _yearly(rule: Rule, start: Local) -> PlainRule | None:
    on_the_day = rule.months == (start.month,) and rule.month_days == (start.day,)
    if not on_the_day or rule.weekdays or rule.positions:
        return None
    return PlainRule(Repeats.YEARLY, rule.interval)


_SHOWN = {
    Frequency.DAILY: _daily,
    Frequency.WEEKLY: _weekly,
    Frequency.MONTHLY: _monthly,
    Frequency.YEARLY: _yearly,
}
