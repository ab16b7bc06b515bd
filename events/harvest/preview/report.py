"""What a trial run found, in terms of JSON."""

import logging
from datetime import timedelta
from typing import TypedDict

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.harvest.icalendar import read as read_calendar
from events.harvest.preview.asking import Asked, Window
from events.harvest.values import as_local, schedule_of
from events.harvest.web_pages import looks_like_web_page
from events.harvest.web_pages import read as read_page
from events.recurrence.expansion import expand
from events.recurrence.schedule import Schedule, ScheduleError, Span
from events.recurrence.wording import rule_in_words
from events.recurrence.zones import moment, zone_named
from harvest.kinds import ReadOptions
from harvest.records import Content, Reading, ReadRecord, RefusedRecord

logger = logging.getLogger(__name__)

#: What the reader of calendars calls things that may hold events in another form.
_MAY_BE_A_PAGE = {"web_page", "json", "xml", "no_calendar"}
#: More dates than this are counted, not shown: nobody reads on.
MOST_SHOWN = 60_000
_DAY = timedelta(days=1)


class OccurrenceReport(TypedDict, total=False):
    """``title`` only when it differs from that of the series. See `SeriesReport` for the times."""

    start: str
    end: str
    status: str
    recurrence_id: str
    title: str


class SeriesReport(TypedDict):
    """``start`` and ``end`` of its occurrences have their offset; those of something that lasts all
    day are dates, and the end is exclusive."""

    uid: str
    title: str
    rule: str
    rrule: str
    status: str
    all_day: bool
    time_zone: str
    location: str
    url: str
    notes: list[str]
    line: int | None
    occurrences: list[OccurrenceReport]


class RefusedReport(TypedDict):
    line: int | None
    uid: str
    title: str
    reason: str
    private: bool


class Report(TypedDict):
    """The whole trial run; ``fault`` is empty when something could be read."""

    name: str
    fault: str
    complete: bool
    notes: list[str]
    counts: dict[str, int]
    series: list[SeriesReport]
    refused: list[RefusedReport]


def report_of(asked: Asked, window: Window) -> Report:
    """Never raises."""
    reading = Reading(is_complete=False, fault=asked.fault)
    if asked.content is not None:
        options = ReadOptions(
            zone=window.zone,
            first=window.first,
            last=window.last,
            language=get_language() or "nl",
            fetch=asked.fetch,
        )
        reading = _read(asked.content, options)
    return _report(reading, window)


def _read(content: Content, options: ReadOptions) -> Reading:
    """As a calendar; what is none, as a page with events in it, if it is one."""
    reading = read_calendar(content, options)
    if reading.fault_code in _MAY_BE_A_PAGE and looks_like_web_page(content):
        page = read_page(content, options)
        # Of a page without events its own reader knows better what to do.
        if page.records or page.refused or reading.fault_code == "web_page":
            return page
    return reading


def _report(reading: Reading, window: Window) -> Report:
    series, left = [], MOST_SHOWN
    refused = [_refused(each) for each in reading.refused]
    for record in reading.records:
        try:
            found = _series(record, window, left)
        except ScheduleError as fault:
            refused.append(_refused(_lost(record, fault.message)))
            continue
        except Exception:  # Whatever was read, the others are shown.
            logger.exception("The dates of %s cannot be shown.", record.key)
            refused.append(_refused(_lost(record, _("This event cannot be read."))))
            continue
        left -= len(found["occurrences"])
        series.append(found)
    notes = [*window.problems, *reading.notes]
    if left <= 0:
        notes.append(_("Only the first %(most)s dates are shown.") % {"most": MOST_SHOWN})
    return Report(
        name=reading.name,
        fault=reading.fault,
        complete=reading.is_complete,
        notes=notes,
        counts=_counts(reading, series),
        series=series,
        refused=refused,
    )


def _counts(reading: Reading, series: list[SeriesReport]) -> dict[str, int]:
    return {
        "components": reading.counted,
        "read": sum(record.parts for record in reading.records),
        "refused": sum(each.parts for each in reading.refused),
        "series": len(series),
        "occurrences": sum(len(each["occurrences"]) for each in series),
        "private": sum(each.parts for each in reading.refused if each.is_private),
    }


def _lost(record: ReadRecord, reason: str) -> RefusedRecord:
    return RefusedRecord(reason, record.name or record.key, record.title, record.line)


def _refused(each: RefusedRecord) -> RefusedReport:
    return RefusedReport(
        line=each.line, uid=each.key, title=each.title, reason=each.reason, private=each.is_private
    )


def _series(record: ReadRecord, window: Window, most: int) -> SeriesReport:
    values = record.values
    schedule = schedule_of(values)
    titles = {
        as_local(change["original"]): change["title"]
        for change in values["changes"]
        if change["title"]
    }
    occurrences = []
    for span in _spans(schedule, window)[:most] if most > 0 else []:
        occurrence = _occurrence(span, schedule, window)
        if not (schedule.repeats or schedule.changes):
            del occurrence["recurrence_id"]
        occurrence["status"] = "cancelled" if span.cancelled else values["status"]
        if title := titles.get(span.original):
            occurrence["title"] = title
        occurrences.append(occurrence)
    return SeriesReport(
        uid=record.name or record.key,
        title=record.title,
        rule=rule_in_words(schedule),
        rrule=schedule.rule,
        status=values["status"],
        all_day=schedule.all_day,
        time_zone=schedule.zone,
        location=record.place,
        url=record.address,
        notes=list(record.notes),
        line=record.line,
        occurrences=occurrences,
    )


def _spans(schedule: Schedule, window: Window) -> list[Span]:
    """Those that touch the days of the window: all-day ones by their days, others in its zone."""
    zone = zone_named(window.zone)
    begins, ends = moment(window.first, zone), moment(window.last + _DAY, zone)
    around = expand(schedule, window.first - _DAY, window.last + _DAY, most=MOST_SHOWN)
    return [
        span
        for span in around
        if (
            span.first_day <= window.last and span.last_day >= window.first
            if span.all_day
            else span.starts_at < ends
            and (span.ends_at > begins or span.starts_at == span.ends_at == begins)
        )
    ]


def _occurrence(span: Span, schedule: Schedule, window: Window) -> OccurrenceReport:
    if span.all_day:
        return OccurrenceReport(
            start=span.first_day.isoformat(),
            end=(span.last_day + _DAY).isoformat(),
            recurrence_id=span.original.isoformat(),
        )
    # What repeats by the clock of UTC is told by that of the window: nobody lives in UTC.
    zone = zone_named(window.zone if schedule.zone == "UTC" else schedule.zone)
    original = moment(span.original, zone_named(schedule.zone))
    return OccurrenceReport(
        start=span.starts_at.astimezone(zone).isoformat(),
        end=span.ends_at.astimezone(zone).isoformat(),
        recurrence_id=original.astimezone(zone).isoformat(),
    )
