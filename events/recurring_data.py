"""The rule of a series as schema.org/Schedule, where that has words for it."""

from typing import TYPE_CHECKING, Any

from events.recurrence.rule import Frequency, Rule, Weekday
from events.recurrence.schedule import ScheduleError
from events.recurrence.series_rule import last_start, rule_for

if TYPE_CHECKING:
    from events.models import Event

_UNITS = {
    Frequency.DAILY: "D",
    Frequency.WEEKLY: "W",
    Frequency.MONTHLY: "M",
    Frequency.YEARLY: "Y",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def schedule_data(event: "Event") -> dict[str, Any] | None:
    """None for a series without a rule, and for a rule that a Schedule cannot say."""
    if not event.rule:
        return None
    start = event.local_start()
    try:
        rule = rule_for(event.rule, start)
        days = _days(rule)
    except (ScheduleError, _UnsayableError):
        return None
    data: dict[str, Any] = {
        "@type": "Schedule",
        "repeatFrequency": f"P{rule.interval}{_UNITS[rule.frequency]}",
        "startDate": event.start_date.isoformat(),
        "scheduleTimezone": event.time_zone,
        **days,
    }
    if rule.months:
        data["byMonth"] = list(rule.months)
    if rule.count is not None:
        data["repeatCount"] = rule.count
    if last := last_start(rule, start, event.time_zone):
        data["endDate"] = f"{last:%Y-%m-%d}"
    if not event.all_day:
        data["startTime"] = f"{start:%H:%M:%S}"
        if event.end_time is not None:
            data["endTime"] = f"{event.end_time:%H:%M:%S}"
    if except_dates := _except_dates(event):
        data["exceptDate"] = except_dates
    return data


class _UnsayableError(Exception):
    """The rule has parts that schema.org does not know."""


def _days(rule: Rule) -> dict[str, Any]:
    weekdays = rule.weekdays
    if rule.positions:
        # "The second of all Tuesdays" is the second Tuesday; other positions have no words.
        plain = len(weekdays) == 1 and not weekdays[0].nth and not rule.month_days
        if not plain or rule.frequency != Frequency.MONTHLY:
            raise _UnsayableError
        weekdays = tuple(Weekday(weekdays[0].day, nth) for nth in rule.positions)
    if rule.year_days or rule.week_numbers or (weekdays and rule.month_days):
        raise _UnsayableError
    if weekdays:
        return {"byDay": [_day(weekday) for weekday in weekdays]}
    return {"byMonthDay": list(rule.month_days)} if rule.month_days else {}


def _day(weekday: Weekday) -> str:
    """A day by its address; a numbered one as RFC 5545 writes it, which schema.org takes over."""
    return str(weekday) if weekday.nth else f"https://schema.org/{_DAYS[weekday.day]}"


def _except_dates(event: "Event") -> list[str]:
    """Dates that the rule gives but that are not there: taken out, or cancelled."""
    cancelled = [
        change.original(event).isoformat() for change in event.changes.all() if change.cancelled
    ]
    return sorted({*event.excluded_dates, *cancelled})
