"""When a series takes place: what its master says, as one `Schedule` in local time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice, takewhile

from django.utils.formats import date_format

from events.harvest.icalendar import rules
from events.harvest.icalendar.clock import Clock, clock_of
from events.harvest.icalendar.components import Component
from events.harvest.icalendar.remarks import RefusedError, Remarks
from events.harvest.icalendar.spans import Extent, end_of, extent_of
from events.harvest.icalendar.times import Stamp, UnreadableTimeError, read_length
from events.harvest.icalendar.zone_book import ZoneBook
from events.harvest.icalendar.zones import UTC
from events.recurrence.rhythm import last_own_date, own_dates, own_dates_on
from events.recurrence.schedule import Change, Local, Schedule, as_time
from events.recurrence.series_rule import rule_for
from events.recurrence.soundness import FIRST_YEAR, LAST_YEAR
from publishing.sentences import Sentence
from publishing.sentences import gettext as _

#: RDATEs, and EXDATEs, that are read of one series.
MOST_DATES = 5_000
#: The first full year of our calendar; an earlier one is a mistake, such as 0001.
_GREGORIAN = 1583
_FIRST_DAY = date(FIRST_YEAR, 1, 1)


def schedule_of_master(
    master: Component, book: ZoneBook, remarks: Remarks, last: date
) -> tuple[Schedule, Clock]:
    """The series, without the dates that have a component of their own, and its clock.

    A rule that the site has no words for is written out as dates up to ``last``. Raises
    RefusedError, ScheduleError for a rule that cannot be used.
    """
    extent = extent_of(master, book, remarks)
    texts = _rules(master, "RRULE", remarks)
    extra = list(_dates(master, "RDATE", book, remarks))
    year = extent.start.local.year
    if not (in_time(extent.start.local) or (texts and _GREGORIAN <= year < FIRST_YEAR)):
        raise RefusedError(
            _("The year has to be between %(first)s and %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    clock = clock_of(extent, texts, bool(texts or extra), book, remarks)
    start, end = clock.start, _end(extent, clock)
    schedule = Schedule(start=start, end=end, zone=clock.zone)
    schedule = _with_rules(schedule, texts, _rules(master, "EXRULE", remarks), remarks, last)
    schedule = _with_extra(schedule, clock, extra)
    schedule = _with_excluded(schedule, clock, list(_dates(master, "EXDATE", book, remarks)))
    return _begunin_time(schedule, remarks), clock


def _end(extent: Extent, clock: Clock) -> Local:
    """What was written in UTC ends at that moment, whatever clocks here do in between."""
    end = end_of(extent.start.local, extent.length)
    if extent.start.zone == UTC != clock.zone:
        return Stamp(end, UTC).on_clock_of(clock.zone)
    return end_of(clock.start, extent.length)


def _rules(master: Component, name: str, remarks: Remarks) -> list[str]:
    found = [rules.mended(each.value, remarks) for each in master.all(name)]
    return list(dict.fromkeys(filter(None, found)))


def _dates(
    master: Component, name: str, book: ZoneBook, remarks: Remarks
) -> Iterator[tuple[Stamp, timedelta | Stamp | None]]:
    """Each date of a list, and for a PERIOD its length or its end."""
    total = sum(each.value.count(",") + 1 for each in master.all(name))
    if total > MOST_DATES:
        raise RefusedError(
            _("It has %(count)s dates of its own (%(name)s); %(most)s is the most that is read.")
            % {"count": total, "name": name, "most": MOST_DATES}
        )
    for each in master.all(name):
        for value in each.values:
            begins, slash, ends = value.partition("/")
            try:
                stamp = book.read(each, begins, remarks)
                length: timedelta | Stamp | None = None
                if slash:
                    is_length = ends.upper().lstrip("+-").startswith("P")
                    length = read_length(ends) if is_length else book.read(each, ends, remarks)
            except UnreadableTimeError:
                remarks(
                    _(
                        "A date of the series cannot be read, so it is left out: %(value)s (%(name)s)."
                    )
                    % {"value": value[:60], "name": name}
                )
                continue
            yield stamp, length


def _with_rules(
    schedule: Schedule, texts: list[str], left_out: list[str], remarks: Remarks, last: date
) -> Schedule:
    start, zone = schedule.start, schedule.zone
    texts = [rules.bounded(text, start, zone) for text in texts]
    if not texts or (len(texts) == 1 and not left_out and rules.usable(texts[0], start)):
        return replace(schedule, rule=texts[0] if texts else "")
    dates = rules.written_out(texts, left_out, start, zone, last)
    if not dates:
        raise RefusedError(_("Its rule gives no date at all: %(rule)s.") % {"rule": texts[0][:120]})
    remarks(_written_out(texts, last))
    is_excluded = bool(left_out) and start not in dates
    return replace(
        schedule,
        extra=tuple(found for found in dates if found != start),
        excluded=(start,) if is_excluded else (),
    )


def _written_out(texts: list[str], last: date) -> str:
    if all("COUNT=" in text or "UNTIL=" in text for text in texts):
        return _("Its rule is not one that this site can hold; it was written out as dates.")
    return _(
        "Its rule is not one that this site can hold; it was written out as dates up to %(day)s."
    ) % {"day": Sentence(partial(date_format, last, "j F Y"))}


def _with_extra(
    schedule: Schedule, clock: Clock, dates: list[tuple[Stamp, timedelta | Stamp | None]]
) -> Schedule:
    extra, changes = set(schedule.extra), []
    for stamp, length in dates:
        local = clock.of(stamp)
        if not in_time(local):
            continue
        if local != schedule.start:
            extra.add(local)
        end = None
        if isinstance(length, Stamp):
            end = clock.of(length)
        elif length is not None:
            end = end_of(local, length)
        if end is not None and end > local and end != end_of(local, schedule.duration):
            changes.append(Change(local, start=local, end=end))
    return replace(schedule, extra=tuple(sorted(extra)), changes=tuple(changes))


def _with_excluded(
    schedule: Schedule, clock: Clock, dates: list[tuple[Stamp, timedelta | Stamp | None]]
) -> Schedule:
    """A bare day takes out all that begins on it, at whatever time."""
    excluded = set(schedule.excluded)
    days = set()
    for stamp, _length in dates:
        local = clock.of(stamp)
        if in_time(local):
            excluded.add(local)
            days |= {stamp.local} if stamp.is_day else set()
    if days and not schedule.all_day:
        given = (schedule.start, *schedule.extra)
        excluded |= {local for local in given if as_time(local).date() in days}
    return replace(schedule, excluded=tuple(sorted(excluded)))


def in_time(local: Local) -> bool:
    return FIRST_YEAR <= local.year <= LAST_YEAR


def _begunin_time(schedule: Schedule, remarks: Remarks) -> Schedule:
    """A series that began before there were calendars here, such as a memorial day of 1945, begins
    with its first date since; a birthday keeps its rhythm."""
    if schedule.start.year >= FIRST_YEAR or not schedule.rule:
        return schedule
    rule, start = rule_for(schedule.rule, schedule.start), as_time(schedule.start)
    if rule.count is not None:
        before = takewhile(lambda found: found.date() < _FIRST_DAY, own_dates(rule, start))
        rule = replace(rule, count=rule.count - sum(1 for _found in islice(before, rule.count)))
        if rule.count == 0:
            raise RefusedError(_("It was over before %(year)s.") % {"year": FIRST_YEAR})
    years = 8 * rule.interval
    until = date(min(FIRST_YEAR + years, LAST_YEAR), 12, 31)
    dates = own_dates_on(rule, start, _FIRST_DAY, until)
    uncounted = replace(rule, count=None)
    if not dates or dates[0] > last_own_date(uncounted, schedule.start, schedule.zone):
        raise RefusedError(_("It was over before %(year)s.") % {"year": FIRST_YEAR})
    first: Local = dates[0] if isinstance(schedule.start, datetime) else dates[0].date()
    remarks(_("It begins before %(year)s; earlier dates are left out.") % {"year": FIRST_YEAR})
    return replace(schedule, start=first, end=end_of(first, schedule.duration), rule=str(rule))
