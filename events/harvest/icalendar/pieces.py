"""A series as what it becomes here: usually one record, more when its parts do not fit in one."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from events.harvest.icalendar.clock import Clock, clock_of
from events.harvest.icalendar.components import Component
from events.harvest.icalendar.following import Following, Piece, divided, is_this_and_future
from events.harvest.icalendar.privacy import is_private
from events.harvest.icalendar.remarks import RefusedError, Remarks
from events.harvest.icalendar.series import Series, version
from events.harvest.icalendar.spans import Extent, end_of, extent_of, readable
from events.harvest.icalendar.times import Stamp
from events.harvest.icalendar.timing import in_time, schedule_of_master
from events.harvest.icalendar.titles import title_and_status
from events.harvest.icalendar.zone_book import ZoneBook
from events.recurrence.checking import check, membership
from events.recurrence.schedule import Change, Local, Schedule, ScheduleError
from publishing.sentences import Sentence
from publishing.sentences import gettext as _


@dataclass(frozen=True)
class Lost:
    """A component that does not come in, though the rest of its series does."""

    component: Component
    fault: RefusedError


def pieces_of(series: Series, book: ZoneBook, last: date) -> tuple[list[Piece], list[Lost]]:
    """Everything in a series. Raises RefusedError when nothing of it comes in."""
    if series.master is None:
        return _orphans(series, book)
    if is_private(series.master):
        raise RefusedError(_("It is marked as private."), is_private=True)
    excluded: list[Component] = []
    try:
        remarks = Remarks()
        schedule, clock = schedule_of_master(series.master, book, remarks, last)
        main = Piece(series.master, schedule, parts=1 + len(series.older), remarks=remarks)
        work = _Overrides(main, clock, book)
        for component in sorted(series.overrides, key=version):
            work.take(component)
        excluded = [work.found[local][1] for local in schedule.excluded if local in work.found]
        pieces = work.finish()
        check(main.schedule, entered=False)
    except (RefusedError, ScheduleError) as fault:
        return _without_master(series, book, as_refused(fault), excluded)
    return pieces, work.lost


def _without_master(
    series: Series, book: ZoneBook, fault: RefusedError, excluded: list[Component]
) -> tuple[list[Piece], list[Lost]]:
    """The changed dates of a series that has no date of its own, or that cannot be read.

    Google ends a series before its start when all that is left of it are changed dates. Raises
    the fault when nothing is left.
    """
    found, lost = _orphans(series, book)
    pieces = []
    for piece in found:
        if any(piece.component is component for component in excluded):
            gone = RefusedError(_("No date is left."))
            lost += [Lost(piece.component, gone)] * piece.parts
        else:
            pieces.append(piece)
    if not pieces or series.master is None:
        raise fault
    return pieces, [*lost, *(Lost(each, fault) for each in (series.master, *series.older))]


def _orphans(series: Series, book: ZoneBook) -> tuple[list[Piece], list[Lost]]:
    """Changed dates whose series is not in the file: events of their own."""
    pieces: dict[str, Piece] = {}
    lost = []
    for component in sorted(series.overrides, key=version):
        try:
            piece = _alone(component, book)
        except (RefusedError, ScheduleError) as fault:
            lost.append(Lost(component, as_refused(fault)))
            continue
        older = pieces.pop(piece.suffix, None)
        piece.parts += older.parts if older else 0
        pieces[piece.suffix] = piece
    return list(pieces.values()), lost


def _alone(component: Component, book: ZoneBook) -> Piece:
    if is_private(component):
        raise RefusedError(_("It is marked as private."), is_private=True)
    remarks = Remarks()
    original = _original(component, book, remarks)
    extent = extent_of(component, book, remarks, start=original)
    clock = clock_of(extent, (), repeats=False, book=book, remarks=remarks)
    end = Stamp(end_of(extent.start.local, extent.length), extent.start.zone)
    schedule = Schedule(clock.start, end.on_clock_of(clock.zone), clock.zone)
    return Piece(component, schedule, suffix=original.local.isoformat(), remarks=remarks)


def _original(component: Component, book: ZoneBook, remarks: Remarks) -> Stamp:
    found = component.first("RECURRENCE-ID")
    if found is None:
        raise RefusedError(_("It does not say which date it is."))
    return readable(found, book, remarks)


def as_refused(fault: RefusedError | ScheduleError) -> RefusedError:
    """The same as what cannot come in, with a sentence for readers of every language."""
    if isinstance(fault, RefusedError):
        return fault
    return RefusedError(Sentence(partial(str, fault.words)))


class _Overrides:
    """Puts the changed dates of a series where they belong."""

    def __init__(self, main: Piece, clock: Clock, book: ZoneBook) -> None:
        self.main, self.clock, self.book = main, clock, book
        self.lost: list[Lost] = []
        self.apart: dict[str, Piece] = {}
        self.found: dict[Local, tuple[Change, Component]] = {}
        self.excluded: set[Local] = set()
        self.following: list[Following] = []

    def take(self, component: Component) -> None:
        """The later of two for the same date counts."""
        try:
            self._take(component)
        except (RefusedError, ScheduleError) as fault:
            self.lost.append(Lost(component, as_refused(fault)))

    def _take(self, component: Component) -> None:
        stamp = _original(component, self.book, self.main.remarks)
        original = self.clock.of(stamp)
        if not in_time(original):
            raise RefusedError(_("The date that it changes is beyond all calendars."))
        if is_private(component):
            # The date is there, but not for everybody.
            self.excluded.add(original)
            self.found.pop(original, None)
            raise RefusedError(_("This date is marked as private."), is_private=True)
        if self._is_obsolete(component, original):
            self.main.parts += 1
            return
        is_cancelled = _is_cancelled(component)
        extent = self._extent(component, stamp)
        start, end = self._times(extent)
        schedule = self.main.schedule
        if is_this_and_future(component) and schedule.repeats:
            end_of_rest = None if is_cancelled else (start, end)
            self.following.append(Following(original, component, end_of_rest))
            return
        if not is_cancelled and extent.start.is_day != schedule.all_day:
            self._set_apart(component)
            self.excluded.add(original)
            return
        own = None if is_cancelled or start == original else start
        usual = end_of(own or original, schedule.duration)
        if is_cancelled or (own is None and end == usual):
            change = Change(original, cancelled=is_cancelled)
        else:
            change = Change(original, start=start, end=end)
        self.main.parts += 1
        self.found[original] = (change, component)

    def _extent(self, component: Component, original: Stamp) -> Extent:
        """What says nothing of its times keeps those of the series."""
        says_end = component.first("DTEND") or component.first("DURATION")
        extent = extent_of(component, self.book, self.main.remarks, start=original)
        if says_end is None and component.first("DTSTART") is None:
            return replace(extent, length=self.main.schedule.duration)
        return extent

    def _times(self, extent: Extent) -> tuple[Local, Local]:
        end = Stamp(end_of(extent.start.local, extent.length), extent.start.zone)
        return self.clock.of(extent.start), self.clock.of(end)

    def _set_apart(self, component: Component) -> None:
        """A date with times in a series of whole days, or the other way round."""
        piece = _alone(component, self.book)
        older = self.apart.get(piece.suffix)
        piece.parts += older.parts if older else 0
        self.apart[piece.suffix] = piece

    def finish(self) -> list[Piece]:
        main = self.main
        own = {change.original for change in main.schedule.changes} - set(self.found)
        main.schedule = replace(
            main.schedule,
            excluded=tuple(sorted({*main.schedule.excluded, *self.excluded})),
            changes=tuple(
                sorted(
                    [change for change in main.schedule.changes if change.original in own]
                    + [change for change, _component in self.found.values()],
                    key=lambda change: change.original,
                )
            ),
        )
        main.changes = {original: component for original, (_c, component) in self.found.items()}
        return [*divided(main, self.following), *self.apart.values()]

    def _is_obsolete(self, component: Component, original: Local) -> bool:
        """Whether it is a copy of an older series, of a date that the series has no more."""
        master = self.main.component
        repeats = component.all("RRULE") or component.all("RDATE") or component.all("EXDATE")
        if not repeats or version(component)[0] >= version(master)[0]:
            return False
        return not membership(self.main.schedule)(original)


def _is_cancelled(component: Component) -> bool:
    if component.text("STATUS").upper() == "CANCELLED":
        return True
    return title_and_status(component.text("SUMMARY"))[1] == "cancelled"
