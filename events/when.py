"""When something is, in words, in the language of the page."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import pgettext

from events.models import Event, Occurrence
from events.recurrence.schedule import Local

_WHOLE_DAY = "l j F Y"
_MIDNIGHT = time(0)


def when_in_words(occurrence: Occurrence) -> str:
    """The day or days with the times, on the clock of the event's own zone.

    Names the zone when it is not that of the site, and then says the time here as well. An old
    fact of which only the month is known is "juni 2022", never a day.
    """
    event = occurrence.event
    if event.precision != Event.Precision.DAY:
        return stretch_in_words(occurrence.first_day, occurrence.last_day, event.precision)
    if occurrence.all_day:
        return _days(occurrence.first_day, occurrence.last_day)
    words = _timed(occurrence, ZoneInfo(event.time_zone))
    if not differs_from_here(occurrence):
        return words
    here = ZoneInfo(settings.TIME_ZONE)
    return pgettext("when", "%(when)s (local time in %(city)s; in %(home)s %(here)s)") % {
        "when": words,
        "city": city_of(event.time_zone),
        "home": city_of(settings.TIME_ZONE),
        "here": _timed_shortly(occurrence, here),
    }


def machine_readable(occurrence: Occurrence) -> str:
    """The start for the `datetime` of a <time>: what is known of the day, or a time with its offset."""
    if occurrence.all_day:
        return machine_day(occurrence.first_day, occurrence.event.precision)
    return occurrence.local_start().isoformat(timespec="minutes")


def machine_day(day: date, precision: str) -> str:
    """A day in ISO 8601, as exactly as it is known: the month or the year alone."""
    if precision == Event.Precision.YEAR:
        return f"{day:%Y}"
    return day.isoformat() if precision == Event.Precision.DAY else f"{day:%Y-%m}"


def clocks(occurrence: Occurrence) -> tuple[str, str]:
    """When it begins and ends, as a clock there shows it; midnight closes the last day."""
    start, end = occurrence.local_start(), occurrence.local_end()
    return _clock(start), _end(start, end)[1]


def differs_from_here(occurrence: Occurrence) -> bool:
    """Whether a clock of the site shows another time than one where the event takes place."""
    if occurrence.all_day:
        return False
    there = occurrence.local_start()
    return there.utcoffset() != there.astimezone(ZoneInfo(settings.TIME_ZONE)).utcoffset()


def city_of(zone: str) -> str:
    """The place that names a zone: "New York" for "America/New_York"."""
    return zone.rpartition("/")[2].replace("_", " ")


def day_in_words(day: date) -> str:
    """ "donderdag 4 juni 2026"."""
    return date_format(day, _WHOLE_DAY)


def moment_in_words(moment: Local) -> str:
    """A day, or a day with a time, as a clock where it is tells it."""
    return _start_only(moment) if isinstance(moment, datetime) else day_in_words(moment)


def stretch_in_words(first: date, last: date, precision: str) -> str:
    """Days, as exactly as they are known: "juni 2022", "voorjaar 2023", "2025 tot en met 2030"."""
    words = _PRECISIONS[precision]
    begin, end = words(first), words(last)
    if begin == end:
        return begin
    if precision == Event.Precision.MONTH and first.year == last.year:
        begin = date_format(first, "F")
    return pgettext("when", "%(first)s to %(last)s") % {"first": begin, "last": end}


def _days(first: date, last: date) -> str:
    if first == last:
        return day_in_words(first)
    pattern = _WHOLE_DAY
    if (first.year, first.month) == (last.year, last.month):
        pattern = "l j"
    elif first.year == last.year:
        pattern = "l j F"
    return pgettext("when", "%(first)s to %(last)s") % {
        "first": date_format(first, pattern),
        "last": day_in_words(last),
    }


def _timed(occurrence: Occurrence, zone: ZoneInfo) -> str:
    start, end = occurrence.starts_at.astimezone(zone), occurrence.ends_at.astimezone(zone)
    if occurrence.starts_at == occurrence.ends_at:
        return pgettext("when", "%(day)s, %(start)s") % {
            "day": day_in_words(start.date()),
            "start": _clock(start),
        }
    last_day, end_clock = _end(start, end)
    if last_day == start.date():
        return pgettext("when", "%(day)s, %(start)s to %(end)s") % {
            "day": day_in_words(last_day),
            "start": _clock(start),
            "end": end_clock,
        }
    return pgettext("when", "%(first_day)s, %(start)s to %(last_day)s, %(end)s") % {
        "first_day": day_in_words(start.date()),
        "start": _clock(start),
        "last_day": day_in_words(last_day),
        "end": end_clock,
    }


def _start_only(moment: datetime) -> str:
    return pgettext("when", "%(day)s, %(start)s") % {
        "day": day_in_words(moment.date()),
        "start": _clock(moment),
    }


def _timed_shortly(occurrence: Occurrence, zone: ZoneInfo) -> str:
    """The times alone, with the day only when it is another one than where it takes place."""
    start, end = occurrence.starts_at.astimezone(zone), occurrence.ends_at.astimezone(zone)
    if start.date() != occurrence.first_day or _end(start, end)[0] != start.date():
        return _timed(occurrence, zone)
    if start == end:
        return pgettext("when", "%(start)s o'clock") % {"start": _clock(start)}
    return pgettext("when", "%(start)s to %(end)s") % {
        "start": _clock(start),
        "end": _end(start, end)[1],
    }


def _end(start: datetime, end: datetime) -> tuple[date, str]:
    """The day and the time of an end; midnight belongs to the day that it closes."""
    if end.time() == _MIDNIGHT and end.date() > start.date():
        return end.date() - timedelta(days=1), "24:00"
    return end.date(), _clock(end)


def _clock(moment: datetime) -> str:
    return date_format(moment, "H:i")


def _month(day: date) -> str:
    return date_format(day, "F Y")


def _quarter(day: date) -> str:
    names = (
        pgettext("quarter", "first quarter of %(year)d"),
        pgettext("quarter", "second quarter of %(year)d"),
        pgettext("quarter", "third quarter of %(year)d"),
        pgettext("quarter", "fourth quarter of %(year)d"),
    )
    return names[(day.month - 1) // 3] % {"year": day.year}


def _season(day: date) -> str:
    names = (
        pgettext("season", "winter of %(year)d"),
        pgettext("season", "spring of %(year)d"),
        pgettext("season", "summer of %(year)d"),
        pgettext("season", "autumn of %(year)d"),
    )
    # December belongs to the winter that the year after it names.
    year = day.year + (day.month == 12)
    return names[day.month % 12 // 3] % {"year": year}


def _year(day: date) -> str:
    return str(day.year)


_PRECISIONS: dict[str, Callable[[date], str]] = {
    Event.Precision.DAY: day_in_words,
    Event.Precision.MONTH: _month,
    Event.Precision.QUARTER: _quarter,
    Event.Precision.SEASON: _season,
    Event.Precision.YEAR: _year,
}
