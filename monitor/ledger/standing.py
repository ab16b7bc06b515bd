"""By which row of the ledger each item counts now, and since when: what leads back to past days."""

from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Self

from monitor.ledger.bitmaps import Places, Row


class Standing:
    """The standing row of each place (`monitor.ledger.bitmaps.Places`), in twelve bytes.

    What it says of an item that does not count any more is of no use, and does no harm.
    """

    def __init__(self) -> None:
        self._rows = array("q")
        self._days = array("i")

    def noting(self, rows: Iterable[Any], places: Places) -> Iterator[Row]:
        """Rows that stand (since, and then `COLUMNS`) without their day, which is noted here."""
        for since, pk, kind, key, national, facets in rows:
            self._note(places.place(kind, key), pk, since)
            yield pk, kind, key, national, facets

    def _note(self, place: int, row: int, since: date) -> None:
        while len(self._rows) <= place:
            self._rows.append(0)
            self._days.append(0)
        self._rows[place] = row
        self._days[place] = since.toordinal()

    def has(self, place: int, row: int) -> bool:
        """Whether the item at this place counts, or counted last, by this row."""
        return place < len(self._rows) and self._rows[place] == row

    def begun_after(self, day: date) -> list[int]:
        """The places whose row began after a day."""
        end = day.toordinal()
        return [place for place, began in enumerate(self._days) if began > end]

    def copy(self) -> Self:
        """One that stays as it is while this one goes on."""
        other = type(self)()
        other._rows, other._days = self._rows[:], self._days[:]
        return other
