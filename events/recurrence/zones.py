"""Time zones by name, and what a clock on the wall means in one."""

from datetime import UTC, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext_lazy as _

from events.recurrence.schedule import Local, ScheduleError, as_time

#: In the lists of zones of many systems, but no place: what they mean differs per machine.
_NO_PLACE = {"localtime", "Factory", "posixrules"}


@cache
def zone_names() -> frozenset[str]:
    """Every name of a zone that can be used (IANA)."""
    return frozenset(available_timezones()) - _NO_PLACE


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo:
    """The zone with this name; raises ``ScheduleError`` ("zone") when there is none."""
    if name not in zone_names():
        raise ScheduleError("zone", _("There is no time zone with this name."))
    return ZoneInfo(name)


def moment(local: Local, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which the clocks of ``zone`` show ``local``; midnight for a day.

    As RFC 5545, 3.3.5 has it: a time that the clocks skip in spring counts from before the change
    (02:30 is then 03:30), and of a time that they show twice in autumn the first is meant.
    """
    return as_time(local).replace(tzinfo=zone, fold=0).astimezone(UTC)
