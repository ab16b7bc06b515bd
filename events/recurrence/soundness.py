"""What has to be right about a schedule before its dates can be worked out at all."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from events.recurrence.schedule import Local, Schedule, ScheduleError, as_time
from events.recurrence.zones import zone_named

#: Nothing takes place outside these years; a typed 0202 or 9999 is a mistake.
FIRST_YEAR, LAST_YEAR = 1970, 2100
#: What somebody types in; a longer one is a mistake in the year.
LONGEST = timedelta(days=366)
#: Exhibitions and campaigns in feeds last longer than that; nothing lasts longer than this.
LONGEST_AT_ALL = timedelta(days=3_660)


def ensure_sound(schedule: Schedule, *, entered: bool = False) -> None:
    """Refuses a schedule without sense in itself; raises ``ScheduleError``.

    What somebody typed in (``entered``) lasts a year at most. Looks at zone, types, years and
    order, never at the dates that a rule gives.
    """
    zone_named(schedule.zone)
    for field, value in _times(schedule):
        _ensure_usable(field, value, schedule.all_day)
    _ensure_order("end", schedule.start, schedule.end, entered=entered)
    for change in schedule.changes:
        _ensure_order("changes", *schedule.times_of(change), entered=entered)


def _times(schedule: Schedule) -> Iterator[tuple[str, Local]]:
    yield "start", schedule.start
    yield "end", schedule.end
    for value in schedule.extra:
        yield "extra", value
    for value in schedule.excluded:
        yield "excluded", value
    for change in schedule.changes:
        yield "changes", change.original
        for changed in (change.start, change.end):
            if changed is not None:
                yield "changes", changed


def _ensure_usable(field: str, value: Local, all_day: bool) -> None:
    if not isinstance(value, date):
        raise ScheduleError(field, _("Give a date."))
    if isinstance(value, datetime):
        if all_day:
            raise ScheduleError(field, _("Something that lasts all day has no times."))
        if value.tzinfo is not None or value.microsecond:
            raise ScheduleError(field, _("Give a time as a clock shows it."))
    elif not all_day:
        raise ScheduleError(field, _("Give a time as well as a date."))
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ScheduleError(
            field,
            _("The year has to be between %(first)s and %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR},
        )


def _ensure_order(field: str, start: Local, end: Local, *, entered: bool) -> None:
    if end < start:
        raise ScheduleError(field, _("The end is before the start."))
    if end == start and not isinstance(start, datetime):
        raise ScheduleError(field, _("Something that lasts all day takes at least one day."))
    length = as_time(end) - as_time(start)
    if entered and length > LONGEST:
        raise ScheduleError(field, _("This lasts longer than a year."))
    if length > LONGEST_AT_ALL:
        raise ScheduleError(field, _("This lasts longer than ten years."))
