"""Values that are days, times, lengths and stretches of time."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from events.harvest.icalendar.properties import Property
from events.harvest.icalendar.zones import UTC
from events.recurrence.schedule import Local, as_time
from events.recurrence.zones import moment, zone_named

_TIME = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?)?"
    r"\s*(Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"([+-])?P(?:(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?",
    re.IGNORECASE,
)


class UnreadableTimeError(ValueError):
    """A value is no time; the argument is the value."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, or a time as a clock shows it. ``zone`` is a name of IANA; None when it floats."""

    local: Local
    zone: str | None = None

    @property
    def is_day(self) -> bool:
        return not isinstance(self.local, datetime)

    def instant(self, floating: str) -> datetime:
        """When this is, in UTC; a floating time and a day on the clocks of ``floating``."""
        return moment(self.local, zone_named(self.zone or floating))

    def on_clock_of(self, zone: str) -> Local:
        """What a clock in ``zone`` shows at this moment; a floating time and a day as they are."""
        if self.is_day or self.zone is None or self.zone == zone:
            return self.local
        try:
            return self.instant(zone).astimezone(zone_named(zone)).replace(tzinfo=None, fold=0)
        except OverflowError:
            # In the first or last hours of all calendars; it is refused for its year.
            return self.local


def read_stamp(text: str, zone: str | None = None, *, is_day: bool = False) -> Stamp:
    """One DATE or DATE-TIME; ``zone`` is that of its TZID, ``is_day`` for VALUE=DATE.

    Raises UnreadableTimeError. A midnight that somebody wrote as hour 24 is the next day's, and a
    leap second the second before.
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise UnreadableTimeError(text)
    year, month, day = (int(part) for part in found.group(1, 2, 3))
    try:
        local_day = date(year, month, day)
        if found[4] is None or is_day:
            return Stamp(local_day)
        hour, minute, second = int(found[4]), int(found[5]), min(int(found[6] or 0), 59)
        late = hour == 24 and minute == second == 0
        local = datetime(year, month, day, 0 if late else hour, minute, second)  # noqa: DTZ001
        local += timedelta(days=late)
        return _with_offset(local, found[7] or "", zone)
    except (ValueError, OverflowError):
        raise UnreadableTimeError(text) from None


def _with_offset(local: datetime, offset: str, zone: str | None) -> Stamp:
    # With a zone as well, programs mean the clock of that zone.
    if not offset or (zone not in (None, UTC) and offset.upper() == "Z"):
        return Stamp(local, zone)
    if offset.upper() != "Z":
        digits = offset[1:].replace(":", "")
        ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        local = local - ahead if offset[0] == "+" else local + ahead
    return Stamp(local, UTC)


def read_length(text: str) -> timedelta:
    """A DURATION. Raises UnreadableTimeError."""
    found = _LENGTH.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]):
        raise UnreadableTimeError(text)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    try:
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        raise UnreadableTimeError(text) from None
    return -length if found[1] == "-" else length


def is_day_value(found: Property) -> bool:
    return found.parameters.get("VALUE", "").upper() == "DATE"


def later(local: Local, length: timedelta) -> Local:
    """``local`` and a length, of the same type; raises UnreadableTimeError beyond all years."""
    try:
        if isinstance(local, datetime):
            return local + length
        return (as_time(local) + length).date()
    except OverflowError:
        raise UnreadableTimeError(str(length)) from None
