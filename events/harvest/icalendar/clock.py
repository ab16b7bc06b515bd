"""The one clock of a series: in which zone it repeats, and other times of the feed on that clock."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice, takewhile

from events.harvest.icalendar.remarks import Remarks
from events.harvest.icalendar.spans import Extent, end_of, is_midnight
from events.harvest.icalendar.times import Stamp, UnreadableTimeError
from events.harvest.icalendar.zone_book import ZoneBook
from events.harvest.icalendar.zones import UTC
from events.recurrence.rhythm import last_own_date, own_dates
from events.recurrence.schedule import Local, ScheduleError, as_time
from events.recurrence.series_rule import rule_for
from events.recurrence.soundness import FIRST_YEAR, LAST_YEAR
from events.recurrence.zones import moment, zone_named
from publishing.sentences import gettext as _

#: As many dates of a rule tell whether it is the same in two zones; weekly, that is four years.
_COMPARED = 210


class Clock:
    """``zone`` is the zone of all local times of a series that begins at ``start``."""

    def __init__(self, zone: str, start: Stamp) -> None:
        self.zone = zone
        self.is_floating = start.zone is None
        self.start: Local = start.on_clock_of(zone)

    def of(self, stamp: Stamp) -> Local:
        """A time of the feed as one of this series, of the type of its start.

        A day in a series with times means the usual time on that day. A time in one of whole days
        means the day it falls on here, or its own day when it is a midnight.
        """
        if isinstance(self.start, datetime):
            if isinstance(stamp.local, datetime):
                return self._time(stamp, stamp.local)
            return datetime.combine(stamp.local, self.start.time())
        if not isinstance(stamp.local, datetime):
            return stamp.local
        if stamp.zone is None or is_midnight(stamp.local):
            return stamp.local.date()
        return as_time(stamp.on_clock_of(self.zone)).date()

    def _time(self, stamp: Stamp, written: datetime) -> Local:
        """Programs that write floating times put a Z behind some of them, and do not mean it."""
        local = as_time(stamp.on_clock_of(self.zone))
        usual = as_time(self.start).time()
        if self.is_floating and local.time() != usual == written.time():
            return written
        return local


def clock_of(
    extent: Extent, rules: Sequence[str], repeats: bool, book: ZoneBook, remarks: Remarks
) -> Clock:
    """Times in UTC are shown on the clocks of the calendar's own zone where that is the same.

    A series that was written in UTC repeats in UTC: its hour here changes in summer. Only when the
    calendar names a zone for all it holds (X-WR-TIMEZONE) does such a series keep its hour there:
    programs that write everything in UTC say it like this.
    """
    start, default = extent.start, book.default
    if start.is_day or start.zone is None:
        return Clock(default, start)
    if start.zone != UTC or default == UTC:
        return Clock(start.zone, start)
    if not repeats:
        end = Stamp(end_of(start.local, extent.length), UTC)
        is_same = _survives(start, default) and _survives(end, default)
    elif book.says_zone:
        is_same = _same_day(start, default) or not any(
            "BYDAY" in rule or "BYMONTHDAY" in rule for rule in rules
        )
    else:
        is_same = _survives(start, default) and all(
            _same_dates(rule, start, default) for rule in rules
        )
    if is_same:
        return Clock(default, start)
    if repeats:
        remarks(_("It repeats by the clock of UTC, so here it is an hour later in summer."))
    return Clock(UTC, start)


def _survives(stamp: Stamp, zone: str) -> bool:
    """Not so for the second time that clocks show an hour in autumn."""
    if not FIRST_YEAR <= stamp.local.year <= LAST_YEAR:
        return False
    return moment(stamp.on_clock_of(zone), zone_named(zone)) == stamp.instant(zone)


def _same_day(stamp: Stamp, zone: str) -> bool:
    return as_time(stamp.on_clock_of(zone)).date() == as_time(stamp.local).date()


def _same_dates(text: str, start: Stamp, zone: str) -> bool:
    """Whether a rule gives the same moments on the clock of UTC and on that of a zone."""
    try:
        here = _moments(text, start.on_clock_of(zone), zone)
        return here == _moments(text, start.local, UTC)
    except (ScheduleError, UnreadableTimeError, ValueError, OverflowError):
        return False


def _moments(text: str, start: Local, zone: str) -> list[datetime]:
    rule = rule_for(text, start)
    final = last_own_date(rule, start, zone)
    dates = takewhile(lambda found: found <= final, own_dates(rule, as_time(start)))
    return [moment(found, zone_named(zone)) for found in islice(dates, _COMPARED)]
