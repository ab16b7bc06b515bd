"""Days as people write them, and the stretches of days people ask for."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

LONGEST = 40
# Only the plain form: fromisoformat reads weeks and other forms as well.
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_NUMBERS = re.compile(
    r"(?P<day>\d{1,2})(?P<sign>[-/. ])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})", re.ASCII
)
_WORDS = re.compile(
    r"(?P<day>\d{1,2})(?:e|st|nd|rd|th)?\s+(?P<name>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})", re.ASCII
)
# Written in either language on either page; three letters tell months apart, but for these.
_MONTHS = {
    1: ("januari", "january"),
    2: ("februari", "february"),
    3: ("maart", "march", "mrt"),
    4: ("april",),
    5: ("mei", "may"),
    6: ("juni", "june"),
    7: ("juli", "july"),
    8: ("augustus", "august"),
    9: ("september", "sept"),
    10: ("oktober", "october"),
    11: ("november",),
    12: ("december",),
}
_MONTH_OF = {
    spelling: number
    for number, names in _MONTHS.items()
    for name in names
    for spelling in (name, name[:3])
}


@dataclass(frozen=True)
class Window:
    """A stretch of days with a name; both ends belong to it."""

    label: str
    first: date
    last: date


def read_day(text: str) -> date:
    """The day in a text such as 2026-12-31, 31-12-2026, 31/12/2026 or 31 december 2026.

    Raises ValueError when it is none of these, or a day that does not exist.
    """
    if len(text) > LONGEST:
        raise ValueError("No day is written in so many characters")
    written = " ".join(text.lower().split())
    found = _ISO.fullmatch(written) or _NUMBERS.fullmatch(written) or _WORDS.fullmatch(written)
    if found is None:
        raise ValueError(f"{written!r} is not a day")
    parts = found.groupdict()
    month = int(parts["month"]) if "month" in parts else _MONTH_OF.get(parts["name"], 0)
    return date(int(parts["year"]), month, int(parts["day"]))


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
