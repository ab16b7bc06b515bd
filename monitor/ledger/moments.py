"""What counts now and what counted on past days, kept by each process and brought up to date.

A request asks how far the ledger is (one small row) and reads only rows that are newer than what
the process has. When the database is another one, or so much was written that nobody can say
what is newer, the process reads everything once more.
"""

import threading
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Min
from django.utils import timezone

from monitor.ledger.bitmaps import COLUMNS, Moment, Places, Row, bits_at, moment_of
from monitor.models import Entry, LedgerState

DAYS_KEPT = 4
READ_AT_ONCE = 5000
#: More changed rows than these are not worth following one by one.
MOST_CHANGES = 20_000


class Ledger:
    """The moments that one process knows. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forget()

    def moment(self, day: date | None = None) -> Moment:
        """What counts now, or what counted on a day that is over."""
        with self._lock:
            now = self._brought_up_to_date()
            if day is None or day >= timezone.localdate():
                return now
            return self._of_day(day, now)

    def forget(self) -> None:
        """What is asked next is read anew."""
        with self._lock:
            self._forget()

    def _forget(self) -> None:
        self._stamp, self._version = "", 0
        self._now = Moment(Places())
        # The row of the ledger behind each place.
        self._rows = array("q")
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
        places = Places()
        first = Entry.objects.lasting().aggregate(first=Min("since"))["first"]
        rows = Entry.objects.standing().order_by("pk").values_list(*COLUMNS)
        self._now = moment_of(
            self._noted(rows.iterator(chunk_size=READ_AT_ONCE), places), places, first
        )

    def _changes(self) -> bool:
        """Follow what was written since; whether that could be done."""
        newer = Entry.objects.filter(version__gt=self._version)
        rows = list(newer.values_list("until", "since", *COLUMNS)[: MOST_CHANGES + 1])
        if len(rows) > MOST_CHANGES:
            return False
        places, ended, opened = self._now.places, [], []
        for until, _since, *row in rows:
            if until is None:
                opened.append(row)
            else:
                ended += self._places_of_row(row)
        # What an item counted under before goes out, also when it counts under something else now.
        gone = bits_at([*ended, *(places.place(row[1], row[2]) for row in opened)], len(places))
        first = self._now.first_day or min((row[1] for row in rows), default=None)
        found = moment_of(self._noted(opened, places), places, first)
        self._now = self._now.without(gone).together(found)
        return True

    def _places_of_row(self, row: Any) -> list[int]:
        """The place of the item, when it counted by this very row."""
        found = list(self._now.places.known(row[1], [row[2]]))
        return [place for place in found if self._row_at(place) == row[0]]

    def _row_at(self, place: int) -> int:
        return self._rows[place] if place < len(self._rows) else 0

    def _noted(self, rows: Iterable[Row], places: Places) -> Iterator[Row]:
        for row in rows:
            place = places.place(row[1], row[2])
            while len(self._rows) <= place:
                self._rows.append(0)
            self._rows[place] = row[0]
            yield row

    def _of_day(self, day: date, now: Moment) -> Moment:
        known = self._days.get(day)
        if known is None:
            rows = Entry.objects.on(day).order_by("pk").values_list(*COLUMNS)
            read = rows.iterator(chunk_size=READ_AT_ONCE)
            # The places of now serve for every day, and take the most memory.
            known = moment_of(read, now.places, now.first_day)
            self._days[day] = known
        self._days.move_to_end(day)
        while len(self._days) > DAYS_KEPT:
            self._days.popitem(last=False)
        return known


_ledger = Ledger()


def moment(day: date | None = None) -> Moment:
    """What counts now, or what counted on a day that is over; at one small query per call."""
    return _ledger.moment(day)
