"""Reading a calendar: bytes in, records and sentences out."""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from events.harvest.icalendar.budget import Budget
from events.harvest.icalendar.components import Calendar, Component, Cut, cut
from events.harvest.icalendar.decoding import decoded_lines
from events.harvest.icalendar.gate import Fault, no_calendar, too_large, too_many
from events.harvest.icalendar.pieces import as_refused, pieces_of
from events.harvest.icalendar.records import LONGEST_KEY, record_of
from events.harvest.icalendar.remarks import RefusedError, Remarks
from events.harvest.icalendar.series import Series, series_of
from events.harvest.icalendar.texts import one_line
from events.harvest.icalendar.titles import title_and_status
from events.harvest.icalendar.zone_book import ZoneBook
from events.horizon import horizon
from events.recurrence.schedule import ScheduleError
from events.recurrence.zones import zone_names
from harvest.kinds import ReadOptions
from harvest.records import Content, Reading, ReadRecord, RefusedRecord
from publishing.sentences import gettext as _

logger = logging.getLogger(__name__)


def read(content: Content, options: ReadOptions) -> Reading:
    """Everything that a calendar file tells. Never raises: what is wrong stands in the result.

    A series (all components with one UID) is read on its own, so that one broken event costs no
    other. Every BEGIN:VEVENT of the file is a part of a record or of a refused one.
    """
    try:
        return _read(content, options)
    except Exception:  # Whatever a feed holds, the run and the site go on.
        logger.exception("A calendar could not be read.")
        return _fault(Fault("unreadable", _("This calendar cannot be read.")))


def _fault(fault: Fault, counted: int = 0) -> Reading:
    return Reading(counted=counted, is_complete=False, fault=fault.words, fault_code=fault.code)


def _read(content: Content, options: ReadOptions) -> Reading:
    if (fault := too_large(content)) is not None:
        return _fault(fault)
    found = cut(decoded_lines(content.body, content.charset))
    if not found.calendars:
        return _fault(no_calendar(content))
    if (fault := too_many(found.counted)) is not None:
        return _fault(fault, found.counted)
    reader = _Reader(options)
    for calendar in found.calendars:
        reader.take(calendar)
    return reader.result(found)


class _Reader:
    def __init__(self, options: ReadOptions) -> None:
        self.options = options
        self.zone = options.zone if options.zone in zone_names() else "Europe/Amsterdam"
        window = horizon()
        last = max(options.last or window.last, window.last)
        #: Rules that have to be written out end with a year, so that they differ once a year.
        self.last = date(min(last.year, 2_100), 12, 31)
        self.records: list[ReadRecord] = []
        self.refused: list[RefusedRecord] = []
        self.notes = Remarks()
        self.budget = Budget()
        self.series = self.without_uid = 0

    def take(self, calendar: Calendar) -> None:
        book = ZoneBook(calendar, self.zone)
        whole = [event for event in calendar.events if event.is_closed]
        for event in calendar.events:
            if not event.is_closed:
                self._refuse([event], RefusedError(_("The file ends in the middle of this event.")))
        for series in series_of(whole):
            self.series += 1
            self.without_uid += not series.uid
            self._take_series(series, book)

    def _take_series(self, series: Series, book: ZoneBook) -> None:
        try:
            if series.master is not None:
                self.budget.spend(series.master)
            pieces, lost = pieces_of(series, book, self.last)
            records = [record_of(series, piece, self.options.language) for piece in pieces]
        except (RefusedError, ScheduleError) as fault:
            self._refuse_series(series, as_refused(fault))
        except IndexError:
            # dateutil stops like this at some rules with numbers of weeks.
            self._refuse_series(series, RefusedError(_("This event cannot be read.")))
        except Exception:  # One event that nobody foresaw costs no other.
            logger.exception("An event at line %s could not be read.", series.first.line)
            self._refuse_series(series, RefusedError(_("This event cannot be read.")))
        else:
            self.records.extend(records)
            for each in lost:
                self._refuse([each.component], each.fault)

    def _refuse_series(self, series: Series, fault: RefusedError) -> None:
        components = [series.master, *series.overrides, *series.older]
        self._refuse([component for component in components if component is not None], fault)

    def _refuse(self, components: list[Component], fault: RefusedError) -> None:
        first = components[0]
        title = title_and_status(first.text("SUMMARY"))[0]
        self.refused.append(
            RefusedRecord(
                reason=fault.reason,
                key=one_line(first.text("UID"))[:500],
                title="" if fault.is_private else title,
                line=first.line,
                parts=len(components),
                is_private=fault.is_private,
            )
        )

    def result(self, found: Cut) -> Reading:
        self._join_doubles()
        parts = sum(record.parts for record in self.records)
        parts += sum(record.parts for record in self.refused)
        if not found.is_whole:
            self.notes(_("The file was cut off: it ends before the calendar does."))
        return Reading(
            records=tuple(self.records),
            refused=tuple(self.refused),
            counted=found.counted,
            is_complete=found.is_whole and parts == found.counted,
            has_keys=not (self.series and self.without_uid * 2 > self.series),
            name=_name(found.calendars),
            notes=tuple(self.notes),
        )

    def _join_doubles(self) -> None:
        """The same event twice in a file is one; others with the same key are told apart."""
        known: dict[str, ReadRecord] = {}
        keys: dict[tuple[str, str], str] = {}
        number = Counter[str]()
        for record in self.records:
            content = (record.key, record.fingerprint)
            if content in keys:
                other = known[keys[content]]
                known[other.key] = replace(other, parts=other.parts + record.parts)
                continue
            number[record.key] += 1
            key = record.key
            while key in known:
                key = f"{record.key[: LONGEST_KEY - 10]}#{number[record.key]}"
                number[record.key] += key in known
            keys[content] = key
            known[key] = replace(record, key=key)
        self.records = list(known.values())


def _name(calendars: Iterable[Calendar]) -> str:
    for calendar in calendars:
        if name := calendar.head.text("X-WR-CALNAME") or calendar.head.text("NAME"):
            return one_line(name)[:200]
    return ""
