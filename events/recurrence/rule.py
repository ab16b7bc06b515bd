"""An RRULE as typed parts (RFC 5545, 3.3.10)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from events.recurrence.schedule import Local

#: In the order of ``date.weekday``: Monday is 0.
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Frequency(StrEnum):
    """What FREQ may be here: nothing that happens more often than once a day."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class Weekday(NamedTuple):
    """One value of BYDAY: Monday is 0; ``nth`` counts from the end below zero, and is 0 for every."""

    day: int
    nth: int = 0

    def __str__(self) -> str:
        return f"{self.nth or ''}{WEEKDAYS[self.day]}"


@dataclass(frozen=True)
class Rule:
    """The parts of a rule, each empty when the rule does not name it.

    ``until`` is as written: a date, a local time, or a time in UTC; ``last_start`` says what it
    means for a series.
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: Local | None = None
    months: tuple[int, ...] = ()
    week_numbers: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def __str__(self) -> str:
        """The value of an RRULE that says this, FREQ first as some programs demand."""
        parts: list[tuple[str, object]] = [("FREQ", self.frequency.value)]
        if self.until is not None:
            parts.append(("UNTIL", written(self.until)))
        if self.count is not None:
            parts.append(("COUNT", self.count))
        if self.interval != 1:
            parts.append(("INTERVAL", self.interval))
        parts += [
            (name, ",".join(str(value) for value in getattr(self, field)))
            for name, field in LISTS.items()
            if getattr(self, field)
        ]
        if self.week_start:
            parts.append(("WKST", WEEKDAYS[self.week_start]))
        return ";".join(f"{name}={value}" for name, value in parts)

    @property
    def names_days(self) -> bool:
        """Whether the rule says itself which days it means; else the start says so."""
        return bool(self.weekdays or self.month_days or self.year_days or self.week_numbers)


#: The parts that are lists, and the field of a rule that has them.
LISTS = {
    "BYSECOND": "seconds",
    "BYMINUTE": "minutes",
    "BYHOUR": "hours",
    "BYDAY": "weekdays",
    "BYMONTHDAY": "month_days",
    "BYYEARDAY": "year_days",
    "BYWEEKNO": "week_numbers",
    "BYMONTH": "months",
    "BYSETPOS": "positions",
}


def written(value: Local) -> str:
    """A date or time as RFC 5545 writes it; a time with a zone in UTC."""
    zulu = ""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value, zulu = value.astimezone(UTC).replace(tzinfo=None), "Z"
    # The format %Y has four figures on some systems only.
    return value.isoformat().replace("-", "").replace(":", "") + zulu
