"""When the example events are: days counted from the day of loading, and remembered afterwards."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone, translation

from events.dates import planned_dates
from events.models import Event
from events.recurrence.expansion import expand
from events.recurrence.rule_text import read_rule
from events.recurrence.schedule import Local, Schedule, ScheduleError
from portal.launching.record import Record
from portal.launching.values import StoredValues
from portal.models import LaunchRecord

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PREFIX = "example-"
#: What says when an event is; of these a curator who changes one has taken over all.
DAY_FIELDS = (
    "all_day",
    "start_date",
    "start_time",
    "end_date",
    "end_time",
    "rule",
    "registration_deadline",
    "changes",
)


@dataclass(frozen=True)
class ExampleDays:
    """How an example lies around its first day; without a time it lasts whole days.

    Either in a `week` (1 is the one that begins on the Monday after loading), or on the `nth`
    weekday of a month, at least a week ahead.
    """

    weekday: int
    week: int = 0
    nth: int = 0
    starts: time | None = None
    ends: time | None = None
    days_after: int = 0
    rule: str = ""
    register_days_before: int | None = None

    def first_day(self, today: date) -> date:
        monday = today + timedelta(days=7 - today.weekday())
        if not self.nth:
            return monday + timedelta(weeks=self.week - 1, days=self.weekday)
        day = monday + timedelta(days=(self.weekday - monday.weekday()) % 7)
        while (day.day - 1) // 7 + 1 != self.nth:
            day += timedelta(weeks=1)
        return day

    def values(self, first: date) -> dict[str, Any]:
        """The fields of the event that begins on that day, in the form of planned values."""
        last = first + timedelta(days=self.days_after)
        closes = self.register_days_before
        return {
            "all_day": self.starts is None,
            "start_date": first.isoformat(),
            "start_time": self.starts.isoformat() if self.starts else None,
            "end_date": last.isoformat(),
            "end_time": self.ends.isoformat() if self.ends else None,
            "rule": self.rule,
            "registration_deadline": None
            if closes is None
            else (first - timedelta(days=closes)).isoformat(),
        }

    def originals(self, first: date) -> list[Local]:
        """The local starts of the first year of the series."""
        start: Local = datetime.combine(first, self.starts) if self.starts else first
        end = start if self.starts else first + timedelta(days=1)
        schedule = Schedule(start, end, timezone.get_default_timezone_name(), self.rule)
        spans = expand(schedule, first, first + timedelta(days=366))
        return [span.original for span in spans]


def read_days(record: Record) -> ExampleDays | None:
    """`starts`, `ends`, `repeats` and `register_days_before` of a record; None after a fault."""
    starts, ends = record.mapping("starts"), record.mapping("ends")
    faults_before = len(record.catalogue.faults)
    for name, part, known in (
        ("starts", starts, {"week", "nth", "day", "at"}),
        ("ends", ends, {"days", "at"}),
    ):
        for unknown in sorted(part.keys() - known):
            record.fault(f"{name}.{unknown}", "is not a part of this")
    if starts.get("day") not in WEEKDAYS:
        record.fault("starts.day", f"must be one of {', '.join(WEEKDAYS)}")
        return None
    week, nth = starts.get("week", 0), starts.get("nth", 0)
    if not isinstance(week, int) or not isinstance(nth, int) or bool(week) == bool(nth) or nth > 4:
        record.fault("starts", "needs either a week (1, 2, ...) or which one of a month (1 to 4)")
        return None
    days = ExampleDays(
        weekday=WEEKDAYS.index(starts["day"]),
        week=week,
        nth=nth,
        starts=_time(record, "starts.at", starts.get("at")),
        ends=_time(record, "ends.at", ends.get("at")),
        days_after=int(ends.get("days", 0)),
        rule=_rule(record),
        register_days_before=record.integer("register_days_before"),
    )
    return days if len(record.catalogue.faults) == faults_before else None


def _rule(record: Record) -> str:
    rule = record.text("repeats")
    # Faults of this command are in English.
    with translation.override("en"):
        try:
            return str(read_rule(rule)) if rule else ""
        except ScheduleError as error:
            record.fault("repeats", str(error.message).rstrip("."))
            return ""


def _time(record: Record, field: str, text: Any) -> time | None:
    if text is None:
        return None
    try:
        return time.fromisoformat(text)
    except (TypeError, ValueError):
        record.fault(field, f"'{text}' is not a time such as 09:30")
        return None


@dataclass
class Remembered:
    """The examples that were loaded before, and whether their days may move ahead."""

    records: dict[str, LaunchRecord] = field(default_factory=dict)
    _over: set[str] = field(default_factory=set)
    _edited: set[str] = field(default_factory=set)

    @classmethod
    def read(cls) -> "Remembered":
        rows = LaunchRecord.objects.filter(kind="event", ref__startswith=PREFIX)
        records = {row.ref: row for row in rows}
        events = Event.objects.in_bulk([row.object_id for row in records.values()])
        stored = StoredValues(Event, events, DAY_FIELDS, {})
        known = cls(records)
        for ref, row in records.items():
            if event := events.get(row.object_id):
                known._note(ref, event, row, stored.of(event.pk))
        return known

    def _note(self, ref: str, event: Event, row: LaunchRecord, stored: dict[str, Any]) -> None:
        if planned_dates(event).are_over:
            self._over.add(ref)
        if any(stored[name] != row.values.get(name) for name in DAY_FIELDS):
            self._edited.add(ref)

    def first_day(self, ref: str, whole: str) -> date | None:
        """The first day that an example keeps; None when it is new or may move ahead.

        It moves when all its dates are over, and those of the whole that it is a part of, unless
        somebody changed one of its days by hand.
        """
        row = self.records.get(ref)
        if row is None:
            return None
        may_move = (whole or ref) in self._over and not {ref, whole} & self._edited
        return None if may_move else date.fromisoformat(row.values["start_date"])

    def wait_to_move(self) -> bool:
        """Whether a load would move any of them ahead."""
        return bool(self._over - self._edited)
