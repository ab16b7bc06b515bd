"""When one component begins and ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from events.harvest.icalendar.components import Component
from events.harvest.icalendar.properties import Property
from events.harvest.icalendar.remarks import RefusedError, Remarks
from events.harvest.icalendar.times import Stamp, UnreadableTimeError, later, read_length
from events.harvest.icalendar.zone_book import ZoneBook
from events.recurrence.schedule import Local, as_time
from publishing.sentences import gettext as _

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Extent:
    """``start`` as it is written; ``length`` on the clock of its zone."""

    start: Stamp
    length: timedelta


def extent_of(
    component: Component, book: ZoneBook, remarks: Remarks, *, start: Stamp | None = None
) -> Extent:
    """``start`` is for a component that need not say when it begins. Raises RefusedError."""
    found = component.first("DTSTART")
    if found is not None and found.value.strip():
        start = readable(found, book, remarks)
    if start is None:
        raise RefusedError(_("It does not say when it begins (DTSTART)."))
    return Extent(start, _length(component, start, book, remarks))


def readable(found: Property, book: ZoneBook, remarks: Remarks) -> Stamp:
    """The time of a property that has to be there. Raises RefusedError."""
    try:
        return book.stamp(found, remarks)
    except UnreadableTimeError:
        raise RefusedError(
            _("The time “%(value)s” cannot be read (%(name)s).")
            % {"value": found.value.strip()[:60], "name": found.name}
        ) from None


def _length(component: Component, start: Stamp, book: ZoneBook, remarks: Remarks) -> timedelta:
    """Without an end something lasts its day, or no time when it has a time (RFC 5545, 3.6.1)."""
    usual = _DAY if start.is_day else timedelta()
    try:
        length = _written_length(component, start, book, remarks)
    except UnreadableTimeError as fault:
        remarks(
            _("The end “%(value)s” cannot be read, so it is left out.") % {"value": str(fault)[:60]}
        )
        return usual
    if length is None:
        return usual
    if length < timedelta():
        remarks(_("The end is before the start, so it is left out."))
        return usual
    if start.is_day:
        # A last day that is the first is not allowed, and many write it so.
        return max(_DAY, timedelta(days=-(-length // _DAY)))
    return length


def _written_length(
    component: Component, start: Stamp, book: ZoneBook, remarks: Remarks
) -> timedelta | None:
    end = component.first("DTEND")
    if end is not None and end.value.strip():
        stamp = book.stamp(end, remarks)
        if start.is_day and not stamp.is_day:
            # What ends at some time of a day lasts that day; at midnight, the day before.
            return as_time(stamp.on_clock_of(book.default)) - as_time(start.local)
        return _between(start, stamp, book)
    duration = component.first("DURATION")
    if duration is not None and duration.value.strip():
        return read_length(duration.value)
    return None


def _between(start: Stamp, end: Stamp, book: ZoneBook) -> timedelta:
    """How much later a clock at the start shows the end; negative when that is before it."""
    if end.is_day or start.is_day:
        return as_time(end.local) - as_time(start.local)
    zone = start.zone or book.default
    local = end.local if end.zone in (None, start.zone) else end.on_clock_of(zone)
    return as_time(local) - as_time(start.local)


def end_of(start: Local, length: timedelta) -> Local:
    """Raises RefusedError beyond all years."""
    try:
        return later(start, length)
    except UnreadableTimeError:
        raise RefusedError(_("It ends beyond all calendars.")) from None


def is_midnight(local: Local) -> bool:
    return isinstance(local, datetime) and not (local.hour or local.minute or local.second)
