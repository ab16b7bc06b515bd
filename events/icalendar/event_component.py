"""An event as VEVENTs (RFC 5545): its series, and one more for every date that differs."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import override
from icalendar import Event as EventComponent
from icalendar import vRecur, vUri

from events.icalendar import wording
from events.icalendar.portable_series import PortableSeries, portable
from events.models import CalendarEntry, Event, EventChange, Occurrence
from events.recurrence.schedule import Change, Local, Schedule

#: The properties of which a change makes it another appointment (SEQUENCE).
SCHEDULING = (
    "DTSTART",
    "DTEND",
    "RRULE",
    "RDATE",
    "EXDATE",
    "RECURRENCE-ID",
    "STATUS",
    "LOCATION",
    "CONFERENCE",
)
_STATUSES = {
    Event.Status.CANCELLED: "CANCELLED",
    # Some programs hide what is cancelled, and with it the word in the title.
    Event.Status.POSTPONED: "TENTATIVE",
}
#: Sorts of events at which nobody is busy.
_MOMENTS = {Event.Type.MILESTONE, Event.Type.PUBLICATION, Event.Type.TARGET}


def components(
    event: Event, schedule: Schedule, entry: CalendarEntry, language: str
) -> list[EventComponent]:
    """The VEVENTs of an event in a language, the series first; none when it has no date.

    `schedule` is that of the event, or the same with some dates left out. The entry gives what is
    remembered from one time to the next: UID, SEQUENCE, CREATED, and DTSTAMP, which without a
    METHOD is when the event was last revised. Raises ScheduleError.
    """
    series = portable(schedule)
    if series is None:
        return []
    changed = {change.original(event): change for change in reversed(event.changes.all())}
    with override(language):
        writer = _Writer(event, schedule, entry)
        if not series.repeats:
            only = next(iter(series.changes), Change(series.start))
            return [writer.write(only, changed.get(only.original))]
        return [
            writer.write_series(series),
            *(writer.write_one_of(change, changed[change.original]) for change in series.changes),
        ]


def only_date(occurrence: Occurrence, entry: CalendarEntry, language: str) -> EventComponent:
    """One date of a series as an event by itself.

    Its UID is another one: under that of the series, programs would take it for the whole.
    """
    event, row = occurrence.event, occurrence.change
    schedule = event.schedule()
    read = date.fromisoformat if schedule.all_day else datetime.fromisoformat
    original: Local = read(occurrence.original)
    change = row.as_change(event) if row is not None else Change(original)
    with override(language):
        component = _Writer(event, schedule, entry).write(change, row)
    mark = "".join(char for char in occurrence.original if char.isalnum())
    del component["UID"]
    component.add("UID", entry.uid.replace("@", f"-{mark}@", 1))
    return component


@dataclass(frozen=True)
class _Writer:
    """Writes the VEVENTs of one event in the active language."""

    event: Event
    schedule: Schedule
    entry: CalendarEntry

    def write_series(self, series: PortableSeries) -> EventComponent:
        date_ = self._date(None, series.start, self.event.status)
        component = self._described(date_, self.event.get_absolute_url())
        self._add_times(component, series.start, series.end)
        if series.rule:
            component.add("RRULE", vRecur.from_ical(series.rule))
        for name, values in (("RDATE", series.extra), ("EXDATE", series.excluded)):
            if values:
                component.add(name, [self._zoned(value) for value in values])
        return component

    def write_one_of(self, change: Change, row: EventChange) -> EventComponent:
        """A date that differs from its series."""
        component = self.write(change, row)
        component.add("RECURRENCE-ID", self._zoned(change.original))
        return component

    def write(self, change: Change, row: EventChange | None) -> EventComponent:
        """A date by itself."""
        status = Event.Status.CANCELLED if change.cancelled else self.event.status
        date_ = self._date(row, change.original, status)
        component = self._described(date_, date_.get_absolute_url())
        self._add_times(component, *self.schedule.times_of(change))
        return component

    def _date(self, row: EventChange | None, original: Local, status: str) -> Occurrence:
        return Occurrence(
            event=self.event, change=row, original=original.isoformat(), status=status
        )

    def _described(self, date_: Occurrence, path: str) -> EventComponent:
        """All that is said of a date but its times; `path` is that of its page."""
        entry, component = self.entry, EventComponent()
        page = f"{settings.BASE_URL}{path}"
        component.add("UID", entry.uid)
        component.add("SEQUENCE", entry.sequence)
        component.add("CREATED", entry.created_at)
        component.add("DTSTAMP", entry.revised_at)
        component.add("LAST-MODIFIED", entry.revised_at)
        component.add("SUMMARY", wording.title(date_))
        component.add("DESCRIPTION", wording.description(date_, page))
        component.add("CATEGORIES", wording.categories(self.event))
        component.add("STATUS", _STATUSES.get(Event.Status(date_.status), "CONFIRMED"))
        component.add("TRANSP", "TRANSPARENT" if self._leaves_time(date_) else "OPAQUE")
        component.add("URL", vUri(page))
        if place := wording.place(date_):
            component.add("LOCATION", place)
        if address := wording.online_address(date_):
            component.add("CONFERENCE", vUri(address), parameters={"VALUE": "URI"})
        return component

    def _leaves_time(self, date_: Occurrence) -> bool:
        return (
            self.schedule.all_day
            or self.event.event_type in _MOMENTS
            or Event.Status(date_.status) in _STATUSES
        )

    def _add_times(self, component: EventComponent, start: Local, end: Local) -> None:
        component.add("DTSTART", self._zoned(start))
        # Without an end it is a moment; an end that is no later than the start is not allowed.
        if end > start:
            component.add("DTEND", self._zoned(end))

    def _zoned(self, local: Local) -> Local:
        if not isinstance(local, datetime):
            return local
        return local.replace(tzinfo=ZoneInfo(self.schedule.zone))


def zone_of(component: EventComponent) -> str:
    """The zone whose rules a reader of this VEVENT needs; empty for days and for UTC."""
    return component["DTSTART"].params.get("TZID", "")
