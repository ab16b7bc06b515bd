"""A past day from what counts now: what began since goes out, what ended since comes in."""

from array import array
from collections.abc import Iterator
from datetime import date

from monitor.ledger.bitmaps import COLUMNS, READ_AT_ONCE, Moment, Row, bits_at, moment_of
from monitor.ledger.standing import Standing
from monitor.models import Entry


def as_it_was(day: date, now: Moment, standing: Standing, version: int) -> Moment:
    """What counted at the end of a day that is over, at the cost of what changed since.

    `standing` are the rows that `now` was made of, and `version` is how far they go at least. What
    was written after that is read by the same statement as what ended since the day. So the answer
    is of one state of the database, also when somebody writes at this very moment.
    """
    gone = array("I", standing.begun_after(day))
    come = moment_of(_come(day, now, standing, version, gone), now.places, now.first_day)
    return now.without(bits_at(gone, len(now.places))).together(come)


def _come(
    day: date, now: Moment, standing: Standing, version: int, gone: "array[int]"
) -> Iterator[Row]:
    """The rows that counted on the day and that `now` lacks, or has as they were before."""
    rows = Entry.objects.gone_since(day, version).values_list("since", "until", *COLUMNS)
    for since, until, *row in rows.iterator(chunk_size=READ_AT_ONCE):
        pk, kind, key, national, facets = row
        for place in now.places.known(kind, [key]):
            # Written since `now`: what it says here holds.
            if standing.has(place, pk):
                gone.append(place)
        if since <= day and (until is None or until > day):
            yield pk, kind, key, national, facets
