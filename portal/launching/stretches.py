"""Days of events, of which a source may know no more than the month, the season or the year."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from events.models import Event
from events.recurrence.soundness import FIRST_YEAR, LAST_YEAR, LONGEST
from portal.launching.record import Record

_FORMS = {
    "day": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "month": re.compile(r"\d{4}-\d{2}"),
    "year": re.compile(r"\d{4}"),
}
_WRITTEN = {"quarter": "month", "season": "month"}


class Stretch(NamedTuple):
    """The first and last day that something may have been on, as ISO texts, and how exact that is."""

    first: str
    last: str
    precision: str
    #: Whether it went on for longer than an event can last here, so that only its beginning is left.
    is_shortened: bool = False


def stretch_of(record: Record) -> Stretch | None:
    """The days that `date`, `end_date` and `precision` of a record mean; None after a fault."""
    precision = record.choice("precision", Event.Precision.values)
    texts = [record.text("date", required=True), record.text("end_date")]
    if not precision or not texts[0]:
        return None
    begin = _period(record, "date", texts[0], precision)
    end = _period(record, "end_date", texts[1], precision) if texts[1] else begin
    if begin is None or end is None:
        return None
    if end[1] < begin[0]:
        record.fault("end_date", f"'{texts[1]}' is before '{texts[0]}'")
        return None
    shortened = end[1] - begin[0] + timedelta(days=1) > LONGEST
    last = begin[1] if shortened else end[1]
    return Stretch(begin[0].isoformat(), last.isoformat(), precision, shortened)


def _period(record: Record, field: str, text: str, precision: str) -> tuple[date, date] | None:
    written = _WRITTEN.get(precision, precision)
    if _FORMS[written].fullmatch(text):
        try:
            day = date.fromisoformat(text + "-01" * (2 - text.count("-")))
        except ValueError:
            pass
        else:
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return _PERIODS[precision](day)
    example = {"day": "2026-06-30", "month": "2026-06", "year": "2026"}[written]
    record.fault(field, f"'{text}' is not a {written} such as {example}, as its precision asks")
    return None


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), _end_of_month(day.year, day.month)


def _quarter(day: date) -> tuple[date, date]:
    first = (day.month - 1) // 3 * 3 + 1
    return date(day.year, first, 1), _end_of_month(day.year, first + 2)


def _season(day: date) -> tuple[date, date]:
    """Whole months: winter is December to February, and so on."""
    first = day.month // 3 * 3 or 12
    year = day.year - (day.month < 3)
    return date(year, first, 1), _end_of_month(year + (first == 12), (first + 1) % 12 + 1)


def _year(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


_PERIODS: dict[str, Callable[[date], tuple[date, date]]] = {
    "day": lambda day: (day, day),
    "month": _month,
    "quarter": _quarter,
    "season": _season,
    "year": _year,
}
