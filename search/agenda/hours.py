"""The times of one date in words, on the clock of the place where it is."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from events.models import Occurrence
from events.when import city_of, clocks, differs_from_here


def hours(row: Occurrence) -> str:
    """When it begins on its first day and, if it is over that day, when it ends."""
    if row.all_day:
        return _("all day")
    start, end = clocks(row)
    if row.starts_at == row.ends_at or row.several_days:
        return start
    return _("%(start)s to %(end)s") % {"start": start, "end": end}


def until(row: Occurrence) -> str:
    """The last day of something of several days, with the time when it ends; else nothing."""
    if not row.several_days:
        return ""
    day = date_format(row.last_day, "l j F")
    if row.all_day:
        return _("until %(day)s") % {"day": day}
    return _("until %(day)s, %(time)s") % {"day": day, "time": clocks(row)[1]}


def hours_on(row: Occurrence, day: date) -> str:
    """The times on one of its days."""
    if row.all_day or not row.several_days:
        return hours(row)
    start, end = clocks(row)
    if day == row.first_day:
        return _("from %(time)s") % {"time": start}
    return _("until %(time)s") % {"time": end} if day == row.last_day else _("all day")


def begins_on(row: Occurrence, day: date) -> str:
    """The shortest that says when on one of its days: the time it begins or, at last, ends."""
    if row.all_day:
        return ""
    start, end = clocks(row)
    if day == row.first_day:
        return start
    return _("until %(time)s") % {"time": end} if day == row.last_day else ""


def which_day(row: Occurrence, day: date) -> str:
    """ "day 2 of 3" for one of the days of something of several days; else nothing."""
    if not row.several_days:
        return ""
    number, count = (day - row.first_day).days + 1, (row.last_day - row.first_day).days + 1
    return _("day %(number)d of %(count)d") % {"number": number, "count": count}


def elsewhere(row: Occurrence) -> str:
    """The city whose clock the times are of, when the clock here shows another time."""
    return city_of(row.event.time_zone) if differs_from_here(row) else ""
