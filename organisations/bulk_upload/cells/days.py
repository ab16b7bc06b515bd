"""Cells that hold a day or a time."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from organisations.bulk_upload.cells.kind import CellError, CellKind, as_text, folded
from organisations.bulk_upload.reading import Cell
from taxonomy.days import MONTH_OF

#: How spreadsheets count days; the first two months of 1900 are off by one there.
_DAY_ZERO = date(1899, 12, 30)
_FIRST, _LAST = date(1900, 3, 1), date(2200, 1, 1)

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})$")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ]+(?P<month>\d{1,2})[-/. ]+(?P<year>\d{4})$")
_IN_WORDS = re.compile(
    r"(?P<day>\d{1,2})(e|de|ste|st|nd|rd|th)?[-. ]+(of )?(?P<month>[a-z]+)\.?,?[-. ]+(?P<year>\d{4})$"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[a-z]+)\.? +(?P<day>\d{1,2})(st|nd|rd|th)?,? +(?P<year>\d{4})$"
)
_SHORT_YEAR = re.compile(r"\d{1,2}[-/. ](\d{1,2}|[a-z]+)[-/. ]'?\d{2}$")
_WEEKDAY = re.compile(
    r"(maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun)"
    r"[.,]* +(?=\S)"
)
_MIDNIGHT = re.compile(r"[t ]0{1,2}[:.]00([:.]00)?$")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})([:.hu](?P<minute>\d{2}))?([:.]00)?( ?(uur|u|h))?$")
_AFTERNOON = re.compile(r"(?P<hour>\d{1,2})([:.](?P<minute>\d{2}))? ?(?P<half>[ap])\.?m\.?$")


class Day(CellKind):
    """A day: 1-12-2026, 1 december 2026, 2026-12-01, or the number a spreadsheet gives it."""

    empty = None
    width = 14

    def understand(self, cell: Cell) -> date:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return _counted(cell)
        return day_in(as_text(cell))

    def write(self, value: date | None) -> date | None:
        return value

    def show(self, value: date | None) -> str:
        return formats.date_format(value, "DATE_FORMAT") if value else ""

    def get(self, item: Any, field: str) -> date | None:
        return getattr(item, field)


class TimeOfDay(CellKind):
    """A time: 9:30, 9.30 uur, 14u, or the part of a day that a spreadsheet makes of it."""

    empty = None
    width = 10

    def understand(self, cell: Cell) -> time:
        if isinstance(cell, float) and 0 <= cell < 1:
            minutes = round(cell * 24 * 60)
            return time(minutes // 60 % 24, minutes % 60)
        return time_in(as_text(cell))

    def write(self, value: time | None) -> str | None:
        return value.strftime("%H:%M") if value else None

    def show(self, value: time | None) -> str:
        return value.strftime("%H:%M") if value else ""

    def get(self, item: Any, field: str) -> time | None:
        return getattr(item, field)


def day_in(text: str) -> date:
    """The day that a text means; the day stands before the month. Raises CellError."""
    bare = _MIDNIGHT.sub("", _WEEKDAY.sub("", folded(text)))
    for shape in (_YEAR_FIRST, _DAY_FIRST, _IN_WORDS, _MONTH_FIRST):
        if found := shape.match(bare):
            month = found["month"]
            number = int(month) if month.isdecimal() else MONTH_OF.get(month)
            if number is None:
                break
            return _day(int(found["year"]), number, int(found["day"]))
    if _SHORT_YEAR.match(bare):
        raise CellError(_("Write the year with four digits."))
    if bare.isdecimal() and len(bare) <= len("109574"):
        return _counted(int(bare))
    raise CellError(_("This is no date. Write it like 1-12-2026."))


def time_in(text: str) -> time:
    """The time of day that a text means. Raises CellError."""
    bare = folded(text)
    if found := _AFTERNOON.match(bare):
        hour = int(found["hour"])
        if 1 <= hour <= 12:
            return _time(hour % 12 + (12 if found["half"] == "p" else 0), found["minute"])
    if found := _CLOCK.match(bare):
        return _time(int(found["hour"]), found["minute"])
    raise CellError(_("This is no time. Write it like 9:30."))


def _counted(number: float) -> date:
    if number != int(number):
        raise CellError(_("This is a day with a time. Only a day belongs here."))
    if not (_FIRST - _DAY_ZERO).days <= number < (_LAST - _DAY_ZERO).days:
        raise CellError(_("This is no date. Write it like 1-12-2026."))
    return _DAY_ZERO + timedelta(days=int(number))


def _day(year: int, month: int, day: int) -> date:
    try:
        return datetime(year, month, day).date()  # noqa: DTZ001 - a day, wherever one is
    except ValueError as fault:
        raise CellError(_("There is no such day. The day stands before the month.")) from fault


def _time(hour: int, minute: str | None) -> time:
    try:
        return time(hour, int(minute or 0))
    except ValueError as fault:
        raise CellError(_("This is no time. Write it like 9:30.")) from fault
