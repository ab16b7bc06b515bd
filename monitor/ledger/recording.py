"""Writes in the ledger what changed, and nothing else. Call it under the lock of the drain.

A row says under what an item counted from one day until another. Of several changes on one day
the last one stands. A row that is taken back on its own day ends on the day on which it began, so
it is of no day; it is not deleted, so that whoever follows the versions sees that it went.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from monitor.ledger.counted import Counted
from monitor.models import Entry, LedgerState

#: An item: its kind and its key.
Key = tuple[str, int]
AT_ONCE = 1000
CHANGED = ("facets", "national", "until", "version")


@dataclass
class _Changes:
    """What to write; nothing in it means that the ledger was right."""

    ended: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    opened: list[Entry] = field(default_factory=list)

    @property
    def number(self) -> int:
        return len(self.ended) + len(self.changed) + len(self.opened)


def record(states: Mapping[Key, Counted | None], day: date | None = None) -> int:
    """Bring the rows of some items in line with what they are; returns how many rows it wrote.

    `states` says of each item under what it counts, or None for one that does not (any more).
    `day` is from when (today unless given).
    """
    day = day or timezone.localdate()
    return sum(_record(dict(portion), day) for portion in _portions(states.items()))


def close_all_but(present: Mapping[str, Collection[int]], day: date | None = None) -> int:
    """End the rows of every item that is not in `present` (kind: keys); returns how many."""
    gone: dict[Key, Counted | None] = {
        (kind, key): None
        for kind, key in Entry.objects.standing().values_list("kind", "item_pk").iterator()
        if key not in present.get(kind, ())
    }
    return record(gone, day)


def by_kind(items: Iterable[Key]) -> dict[str, list[int]]:
    """The keys of items of each kind."""
    keys: dict[str, list[int]] = {}
    for kind, key in items:
        keys.setdefault(kind, []).append(key)
    return keys


def _portions(states: Iterable) -> Iterator[list]:
    waiting = iter(states)
    while portion := list(islice(waiting, AT_ONCE)):
        yield portion


def _record(states: Mapping[Key, Counted | None], day: date) -> int:
    with transaction.atomic():
        known = _rows_around(states, day)
        changes = _Changes()
        for key, state in states.items():
            _compare(changes, key, state, known[key], day)
        if changes.number:
            _write(changes, day)
    return changes.number


def _rows_around(states: Iterable[Key], day: date) -> defaultdict[Key, list[Entry]]:
    """The rows of the items that are open, that end on this day, or that begin on it."""
    known: defaultdict[Key, list[Entry]] = defaultdict(list)
    near = Q(until__isnull=True) | Q(until__gte=day)
    for kind, its_keys in by_kind(states).items():
        for row in Entry.objects.filter(near, kind=kind, item_pk__in=its_keys):
            known[kind, row.item_pk].append(row)
    return known


def _compare(
    changes: _Changes, key: Key, state: Counted | None, rows: list[Entry], day: date
) -> None:
    standing = next((row for row in rows if row.until is None), None)
    if _says(standing, state):
        return
    of_today = next((row for row in rows if row.since >= day), None)
    before = next((row for row in rows if row.since < day), None)
    if state is not None and _says(before, state):
        # As it was before today: what happened today is taken back.
        _end(changes, of_today)
        _set(changes, before, state)
    elif state is None:
        _end(changes, standing)
    else:
        _end(changes, standing if standing is not of_today else None)
        _open(changes, key, state, of_today, day)


def _says(row: Entry | None, state: Counted | None) -> bool:
    if row is None or state is None:
        return row is None and state is None
    return (row.national, row.facets) == (state.national, state.facets)


def _end(changes: _Changes, row: Entry | None) -> None:
    if row is not None and row.until is None:
        changes.ended.append(row)


def _set(changes: _Changes, row: Entry | None, state: Counted) -> None:
    if row is not None:
        row.facets, row.national, row.until = dict(state.facets), state.national, None
        changes.changed.append(row)


def _open(changes: _Changes, key: Key, state: Counted, row: Entry | None, day: date) -> None:
    if row is not None:
        _set(changes, row, state)
        return
    kind, item_pk = key
    changes.opened.append(
        Entry(
            kind=kind,
            item_pk=item_pk,
            facets=dict(state.facets),
            national=state.national,
            since=day,
        )
    )


def _write(changes: _Changes, day: date) -> None:
    version = LedgerState.next_version()
    # First what ends: an item has one open row at a time.
    ending = Entry.objects.filter(pk__in=[row.pk for row in changes.ended])
    ending.filter(since__lt=day).update(until=day, version=version)
    ending.filter(until__isnull=True).update(until=F("since"), version=version)
    for row in (*changes.changed, *changes.opened):
        row.version = version
    Entry.objects.bulk_update(changes.changed, CHANGED, batch_size=200)
    Entry.objects.bulk_create(changes.opened, batch_size=500)
