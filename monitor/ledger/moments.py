"""What counts now and what counted on past days, kept by each process and brought up to date.

A request asks how far the ledger is (one small row) and reads only rows that are newer than what
the process has. When the database is another one, or so much was written that nobody can say
what is newer, the process reads everything once more. A past day is read beside that: who asks
for one waits, and nobody who asks what counts now.
"""

import threading
from collections import OrderedDict
from datetime import date
from typing import Any

from django.db.models import Min
from django.utils import timezone

from monitor.ledger.bitmaps import COLUMNS, READ_AT_ONCE, Moment, Places, bits_at, moment_of
from monitor.ledger.going_back import as_it_was
from monitor.ledger.standing import Standing
from monitor.models import Entry, LedgerState

DAYS_KEPT = 12
#: More changed rows than these are not worth following one by one.
MOST_CHANGES = 20_000


class Ledger:
    """The moments that one process knows. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        #: Held while a past day is read; taken before the other one, never after it.
        self._day_lock = threading.Lock()
        #: Another number after every change of what past days were.
        self._edition = 0
        self._forget()

    def moment(self, day: date | None = None) -> Moment:
        """What counts now, or what counted on a day that is over."""
        with self._lock:
            now = self._brought_up_to_date()
            if day is None or day >= timezone.localdate():
                return now
            if now.first_day is None or day < now.first_day:
                return Moment(now.places, first_day=now.first_day)
            known = self._kept(day)
        return self._read_day(day) if known is None else known

    def forget(self) -> None:
        """What is asked next is read anew."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        self._stamp, self._version = "", 0
        self._now = Moment(Places())
        self._standing = Standing()
        self._forget_days()

    def _forget_days(self) -> None:
        self._edition += 1
        self._days: OrderedDict[date, Moment] = OrderedDict()

    def _brought_up_to_date(self) -> Moment:
        state = LedgerState.objects.filter(pk=1).values_list("stamp", "version").first()
        stamp, version = state or ("", 0)
        if stamp != self._stamp:
            if not (self._follows() and self._changes()):
                self._read_everything()
            self._stamp, self._version = stamp, version
        elif not stamp:
            self._forget()
        return self._now

    def _follows(self) -> bool:
        """Whether the ledger went on from where this process is."""
        recent = LedgerState.objects.filter(pk=1).values_list("recent", flat=True).first() or ""
        return bool(self._stamp) and self._stamp in recent.split()

    def _read_everything(self) -> None:
        self._forget()
        places, standing = Places(), Standing()
        first = Entry.objects.lasting().aggregate(first=Min("since"))["first"]
        rows = Entry.objects.standing().order_by("pk").values_list("since", *COLUMNS)
        noted = standing.noting(rows.iterator(chunk_size=READ_AT_ONCE), places)
        # Both or, when reading fails, neither.
        self._now, self._standing = moment_of(noted, places, first), standing

    def _changes(self) -> bool:
        """Follow what was written since; whether that could be done."""
        newer = Entry.objects.filter(version__gt=self._version)
        rows = list(newer.values_list("until", "since", *COLUMNS)[: MOST_CHANGES + 1])
        if len(rows) > MOST_CHANGES:
            return False
        places, ended, opened = self._now.places, [], []
        today, is_of_past = timezone.localdate(), False
        for until, since, *row in rows:
            if until is None:
                opened.append((since, *row))
                is_of_past |= since < today
            else:
                found = self._places_of_row(row)
                ended += found
                # Its end was known before, so something else in it changed.
                is_of_past |= not found and since < until
        if is_of_past:
            self._forget_days()
        # What an item counted under before goes out, also when it counts under something else now.
        gone = bits_at([*ended, *(places.place(row[2], row[3]) for row in opened)], len(places))
        first = self._now.first_day or min((row[1] for row in rows), default=None)
        newer_now = moment_of(self._standing.noting(opened, places), places, first)
        self._now = self._now.without(gone).together(newer_now)
        return True

    def _places_of_row(self, row: Any) -> list[int]:
        """The place of the item, when it counted by this very row."""
        found = self._now.places.known(row[1], [row[2]])
        return [place for place in found if self._standing.has(place, row[0])]

    def _kept(self, day: date) -> Moment | None:
        if day in self._days:
            self._days.move_to_end(day)
        return self._days.get(day)

    def _read_day(self, day: date) -> Moment:
        with self._day_lock:
            with self._lock:
                now, edition, known = self._now, self._edition, self._kept(day)
                standing, version = self._standing.copy(), self._version
            if known is not None:
                # Somebody else asked for it at the same time.
                return known
            read = as_it_was(day, now, standing, version)
            with self._lock:
                if edition == self._edition:
                    self._keep(day, read)
            return read

    def _keep(self, day: date, moment: Moment) -> None:
        self._days[day] = moment
        while len(self._days) > DAYS_KEPT:
            self._days.popitem(last=False)


_ledger = Ledger()


def begin_with(ledger: Ledger) -> None:
    """Let this process go on from a ledger that has read what counts now."""
    global _ledger
    _ledger = ledger


def moment(day: date | None = None) -> Moment:
    """What counts now, or what counted on a day that is over; at one small query per call."""
    return _ledger.moment(day)
