"""What became of records that are not in the feed any more. Nothing is ever deleted for it.

In this order: it is over; it lies after all that the feed shows now; it goes on under another
identifier; it is missing. One exception to the order: a page of one's own under the same address
says so surely that something was moved, that it goes before what the feed happens to show.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from harvest import matching
from harvest.matching import Pair
from harvest.models import Record
from harvest.records import ReadRecord

State = Record.State


@dataclass(frozen=True)
class Fate:
    """What a record becomes. `note` is a sentence with it; `is_meant` when
    somebody said so, here or in the feed, so that it is no sign of a fault."""

    record: Record
    state: str
    note: str = ""
    is_meant: bool = False


@dataclass
class Vanished:
    """`moved` are old records with what they go on as; `new` is what is really new."""

    fates: list[Fate] = field(default_factory=list)
    moved: list[Pair] = field(default_factory=list)
    new: list[ReadRecord] = field(default_factory=list)


def classify(
    gone: Sequence[Record],
    new: Sequence[ReadRecord],
    staying: Sequence[ReadRecord],
    now: datetime,
) -> Vanished:
    """Say of each of `gone` what became of it.

    `new` is what the feed holds for the first time, `staying` what it holds as before.
    """
    over = [record for record in gone if is_over(record, now)]
    left = [record for record in gone if not is_over(record, now)]
    moved = matching.moved_with_its_page(left, new, staying)
    left, rest = matching.without(left, new, moved)
    last = last_start([*new, *staying])
    outside = [record for record in left if _is_after(record, last)]
    left = [record for record in left if not _is_after(record, last)]
    in_time = matching.moved_in_time(left, rest, staying)
    missing, rest = matching.without(left, rest, in_time)
    return Vanished(
        fates=[
            *(Fate(record, State.PAST) for record in over),
            *(Fate(record, State.OUTSIDE) for record in outside),
            *(Fate(record, State.MISSING) for record in missing),
        ],
        moved=moved + in_time,
        new=rest,
    )


def is_over(record: Record, now: datetime) -> bool:
    """Whether all of it has been."""
    return record.last_end is not None and record.last_end < now


def last_start(reads: Sequence[ReadRecord]) -> datetime | None:
    """Up to where the feed shows anything."""
    return max((read.next_start for read in reads if read.next_start), default=None)


def _is_after(record: Record, last: datetime | None) -> bool:
    return last is not None and record.next_start is not None and record.next_start > last
