"""What is different between two coverage maps, and which items made it so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils import timezone

from monitor.coverage.matrix import Cell, Matrix
from monitor.coverage.question import CoverageQuestion
from monitor.coverage.selecting import ORGANISATION, Selection
from monitor.ledger.recording import by_kind
from monitor.models import Entry
from search import registry

#: Keys that one question to the database names: some databases take no more than 32,766.
NAMED_AT_ONCE = 1000
#: An item: its kind and its key.
Item = tuple[str, int]


@dataclass(frozen=True)
class Difference:
    """How much more there is in a cell than there was; less than nothing when there is less."""

    count: int
    national: int

    @property
    def is_any(self) -> bool:
        return bool(self.count or self.national)


def compared(then: Matrix, now: Matrix) -> dict[tuple[str, str], Difference]:
    """The difference of each cell that both matrices have."""
    return {
        pair: _difference(then.cells[pair], cell)
        for pair, cell in now.cells.items()
        if pair in then.cells
    }


def compared_with_totals(then: Matrix, now: Matrix) -> dict[tuple[str, str], Difference]:
    """The same, and the difference of each line and of the whole, whose other value is empty."""
    found = compared(then, now)
    old = {line.value: line.total for line in then.rows}
    found |= {
        (line.value, ""): _difference(old[line.value], line.total)
        for line in now.rows
        if line.value in old
    }
    old = {line.value: line.total for line in then.cols}
    found |= {
        ("", line.value): _difference(old[line.value], line.total)
        for line in now.cols
        if line.value in old
    }
    found["", ""] = _difference(then.total, now.total)
    return found


def _difference(then: Cell, now: Cell) -> Difference:
    return Difference(now.count - then.count, now.national - then.national)


@dataclass(frozen=True)
class Changes:
    """Items that came to count between two days, and that ceased to, in order.

    An item that ceased may still be live: it has ended, is not confirmed any more, or has other
    terms now. Of those in `live` there is a page to show.
    """

    appeared: tuple[Item, ...]
    disappeared: tuple[Item, ...]
    live: frozenset[Item]


def changes(
    question: CoverageQuestion,
    first: date,
    last: date | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Changes:
    """What changed from the end of the day `first` until that of `last` (now unless given).

    `chosen` narrows to a cell or a line (``{axis: term}``). Search words, dates and organisations
    of the question play no part, since nobody knows what they would have found.
    """
    query = replace(question.query, text="", date_from=None, date_to=None)
    plain = question.with_query(query.without_facet(ORGANISATION))
    before, after = plain.with_day(first), plain.with_day(last)
    touched = _touched(first, last)
    then, now = (_items(asked, chosen or {}, touched) for asked in (before, after))
    return Changes(
        appeared=tuple(sorted(now - then)),
        disappeared=tuple(sorted(then - now)),
        live=_live(now ^ then),
    )


def _touched(first: date, last: date | None) -> dict[str, list[int]]:
    """The keys, by kind, of the items whose entries changed between the days: only they count."""
    end = last or timezone.localdate()
    changed = Q(since__gt=first, since__lte=end) | Q(until__gt=first, until__lte=end)
    return by_kind(Entry.objects.lasting().filter(changed).values_list("kind", "item_pk"))


def _items(
    question: CoverageQuestion, chosen: Mapping[str, str], touched: Mapping[str, list[int]]
) -> set[Item]:
    selection = Selection(question)
    among = 0
    for kind, keys in touched.items():
        among |= selection.moment.bitmap(kind, keys)
    return set(selection.moment.items(selection.within(chosen) & among))


def _live(items: set[Item]) -> frozenset[Item]:
    return frozenset(
        (kind, key)
        for kind, keys in by_kind(items).items()
        if (source := registry.source(kind))
        for start in range(0, len(keys), NAMED_AT_ONCE)
        for key in source.live()
        .filter(pk__in=keys[start : start + NAMED_AT_ONCE])
        .values_list("pk", flat=True)
    )
