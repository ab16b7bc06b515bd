"""Days and periods in words, and the title of a page of the agenda."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from events.when import day_in_words
from search.agenda.parameters import LIST, MAP, MONTH, PRINT, WEEK, AgendaQuery
from search.agenda.period import Period, later


def near_day(day: date, today: date) -> str:
    """ "Vandaag" or "Morgen"; nothing for other days."""
    if day == today:
        return _("Today")
    return _("Tomorrow") if day == later(today, 1) else ""


def month_in_words(day: date) -> str:
    return date_format(day, "F Y")


def week_in_short(days: Period) -> str:
    """ "week 6"."""
    return _("week %(number)d") % {"number": (days.first or date.min).isocalendar().week}


def week_in_words(days: Period) -> str:
    """ "week 6, 1 tot en met 7 februari 2027"."""
    return _("%(week)s, %(days)s") % {"week": week_in_short(days), "days": days_in_words(days)}


def days_in_words(days: Period) -> str:
    """From when until when, without what both have in common."""
    if days.first is None or days.last is None:
        return ""
    first, last = days.first, days.last
    pattern = "j" if (first.year, first.month) == (last.year, last.month) else "j F"
    if first.year != last.year:
        pattern = "j F Y"
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, pattern),
        "last": date_format(last, "j F Y"),
    }


def period_in_words(query: AgendaQuery) -> str:
    """What the page shows, for its heading and its title."""
    if query.view == MONTH:
        return capfirst(month_in_words(query.day))
    if query.view == WEEK:
        return capfirst(week_in_words(query.period))
    if query.view == PRINT and query.period.last:
        return capfirst(days_in_words(query.period))
    first = query.period.first
    if first is None:
        return _("What is over")
    if first == query.today:
        return _("From today")
    return _("From %(day)s") % {"day": day_in_words(first)}


def count_in_words(total: int) -> str:
    number = {"number": number_format(total, force_grouping=True)}
    return ngettext("%(number)s event", "%(number)s events", total) % number


def view_names() -> dict[str, str]:
    return {
        LIST: pgettext("calendar", "List"),
        MONTH: pgettext("calendar", "Month"),
        WEEK: pgettext("calendar", "Week"),
        MAP: pgettext("calendar", "Map"),
        PRINT: pgettext("calendar", "Print"),
    }
