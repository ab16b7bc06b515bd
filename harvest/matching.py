"""Recognises a record that has another identifier than last time."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import timedelta
from typing import Any

from harvest.models import Record
from harvest.records import ReadRecord
from harvest.rules import folded
from harvest.sameness import fingerprint

#: How far apart two with the same title may be to be one that was moved.
NEAR = timedelta(days=7)
#: From so many on, and when they are most, the identifiers of a feed count as not to be trusted.
FEWEST_UNSTABLE = 3

Pair = tuple[Record, ReadRecord]


def same_under_another_key(gone: Sequence[Record], new: Sequence[ReadRecord]) -> list[Pair]:
    """Those that only have another key: all else the same, or the start and the address or title.

    Where several are alike in this, they go in order, which is as good as any other way.
    """
    pairs: list[Pair] = []
    for mark in (_content, _page_and_start, _title_and_start):
        left, rest = without(gone, new, pairs)
        if not left or not rest:
            break
        pairs += _zipped(left, rest, mark)
    return pairs


def moved_with_its_page(
    gone: Sequence[Record], new: Sequence[ReadRecord], staying: Iterable[ReadRecord]
) -> list[Pair]:
    """Those whose page has the address of one that has gone, where each has a page of its own."""
    return _alone(gone, new, staying, _address)


def moved_in_time(
    gone: Sequence[Record], new: Sequence[ReadRecord], staying: Iterable[ReadRecord]
) -> list[Pair]:
    """Those with the title of one that has gone, within some days, where no other has that title."""
    pairs = _alone(gone, new, staying, lambda one: folded(one.title))
    return [(old, read) for old, read in pairs if _are_near(old, read)]


def keys_are_unstable(pairs: Sequence[Pair], followed: int) -> bool:
    """Whether most of the `followed` records came again under another key."""
    return len(pairs) >= FEWEST_UNSTABLE and len(pairs) * 2 > followed


def without(
    gone: Sequence[Record], new: Sequence[ReadRecord], pairs: Iterable[Pair]
) -> tuple[list[Record], list[ReadRecord]]:
    """What is left of both when the pairs are taken out."""
    olds = {old.pk for old, _read in pairs}
    keys = {read.key for _old, read in pairs}
    return (
        [old for old in gone if old.pk not in olds],
        [read for read in new if read.key not in keys],
    )


def _zipped(
    gone: Sequence[Record],
    new: Sequence[ReadRecord],
    mark: Callable[[Any], Hashable | None],
) -> list[Pair]:
    waiting: dict[Hashable, list[Record]] = defaultdict(list)
    for old in gone:
        if (of_old := mark(old)) is not None:
            waiting[of_old].append(old)
    pairs: list[Pair] = []
    for read in new:
        of_read = mark(read)
        if of_read is not None and waiting[of_read]:
            pairs.append((waiting[of_read].pop(0), read))
    return pairs


def _alone(
    gone: Sequence[Record],
    new: Sequence[ReadRecord],
    staying: Iterable[ReadRecord],
    mark: Callable[[Any], str],
) -> list[Pair]:
    """Pairs with the same mark, which nothing else in the feed has, nor anything else that left."""
    taken = {mark(read) for read in staying}
    of_new = Counter(map(mark, new))
    of_gone = Counter(map(mark, gone))
    by_mark = {mark(old): old for old in gone}
    return [
        (by_mark[of_read], read)
        for read in new
        if (of_read := mark(read))
        and of_read not in taken
        and of_gone[of_read] == of_new[of_read] == 1
    ]


def _content(one: Record | ReadRecord) -> Hashable | None:
    return (one.fingerprint or None) if isinstance(one, Record) else fingerprint(one)


def _page_and_start(one: Record | ReadRecord) -> Hashable | None:
    return (_address(one), one.next_start) if one.address and one.next_start else None


def _title_and_start(one: Record | ReadRecord) -> Hashable | None:
    return (folded(one.title), one.next_start) if one.next_start else None


def _address(one: Record | ReadRecord) -> str:
    return one.address.strip().rstrip("/").partition("#")[0]


def _are_near(old: Record, read: ReadRecord) -> bool:
    if old.next_start is None or read.next_start is None:
        return False
    return abs(old.next_start - read.next_start) <= NEAR
