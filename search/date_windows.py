"""The stretches of days people ask for."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Window:
    """A stretch of days with a name; both ends belong to it."""

    label: str
    first: date
    last: date


def windows(today: date) -> tuple[Window, ...]:
    """What people ask for most, seen from a day; weeks begin on Monday."""
    monday = today - timedelta(days=today.weekday())
    last_of_month = calendar.monthrange(today.year, today.month)[1]
    return (
        Window(_("This week"), monday, monday + timedelta(days=6)),
        Window(_("This month"), today.replace(day=1), today.replace(day=last_of_month)),
        Window(_("Coming three months"), today, _months_later(today, 3)),
    )


def _months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day when that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
