"""The entries of one moment as bitmaps: which items have a value is one large number.

Each item has a place, each value of a facet a number with a bit for every item. What two values
have in common, and how many items that is, takes some microseconds for 100,000 items.
"""

import threading
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

#: What is read of an entry, in this order.
COLUMNS = ("pk", "kind", "item_pk", "national", "facets")
READ_AT_ONCE = 5000
Row = tuple[int, str, int, bool, Mapping[str, list[str]]]

Values = Mapping[str, Mapping[str, int]]


def bits_at(places: Iterable[int], size: int) -> int:
    """A bitmap with these bits."""
    bits = bytearray(size // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def places_of(bitmap: int) -> Iterator[int]:
    """The bits of a bitmap, in ascending order."""
    for index, byte in enumerate(bitmap.to_bytes((bitmap.bit_length() + 7) // 8, "little")):
        while byte:
            yield (index << 3) + (byte & -byte).bit_length() - 1
            byte &= byte - 1


def _less(bitmap: int, gone: int) -> int:
    """Without these bits; the very same number when it has none, so that moments share it."""
    return bitmap & ~gone if bitmap & gone else bitmap


class Places:
    """Which item has which place. Places are only ever added, so all moments may share them.

    Safe to share between threads: an item can be looked up once it is known whole.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_key: dict[str, dict[int, int]] = {}
        self._kinds: list[str] = []
        self._keys = array("q")

    def __len__(self) -> int:
        return len(self._keys)

    def place(self, kind: str, key: int) -> int:
        """The place of an item, a new one when it has none."""
        known = self._by_key.setdefault(kind, {})
        place = known.get(key)
        return self._added(known, kind, key) if place is None else place

    def _added(self, known: dict[int, int], kind: str, key: int) -> int:
        with self._lock:
            # Another thread may have been here before.
            if key not in known:
                self._kinds.append(kind)
                self._keys.append(key)
                known[key] = len(self._keys) - 1
            return known[key]

    def known(self, kind: str, keys: Iterable[int]) -> Iterator[int]:
        """The places of those that have one."""
        known = self._by_key.get(kind, {})
        return (known[key] for key in keys if key in known)

    def item(self, place: int) -> tuple[str, int]:
        return self._kinds[place], self._keys[place]


@dataclass(frozen=True)
class Moment:
    """What counted at one moment; does not change. `everything` has a bit for each item."""

    places: Places
    everything: int = 0
    national: int = 0
    values: Values = field(default_factory=dict)
    first_day: date | None = None

    def of(self, facet: str, value: str) -> int:
        """The items that have this value."""
        return self.values.get(facet, {}).get(value, 0)

    def any_of(self, facet: str, values: Iterable[str]) -> int:
        found = 0
        for value in values:
            found |= self.of(facet, value)
        return found

    def having(self, facet: str) -> int:
        """The items that have any value of the facet."""
        return self.any_of(facet, self.values.get(facet, ()))

    def items(self, bitmap: int) -> list[tuple[str, int]]:
        """Kind and key of each item in a bitmap, in order."""
        return sorted(self.places.item(place) for place in places_of(bitmap))

    def bitmap(self, kind: str, keys: Iterable[int]) -> int:
        """The items of a kind with these keys, as far as they count at this moment."""
        # Places may be added meanwhile, by a thread that reads what is newer.
        size = len(self.places)
        found = (place for place in self.places.known(kind, keys) if place < size)
        return bits_at(found, size) & self.everything

    def without(self, gone: int) -> Self:
        """The same moment with these items taken out of it."""
        if not gone:
            return self
        values = {
            facet: {value: _less(bits, gone) for value, bits in of_facet.items()}
            for facet, of_facet in self.values.items()
        }
        return type(self)(
            self.places,
            _less(self.everything, gone),
            _less(self.national, gone),
            values,
            self.first_day,
        )

    def together(self, other: Self) -> Self:
        """This one and another of the same places that has none of its items."""
        values: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for facet, of_facet in (*self.values.items(), *other.values.items()):
            for value, bits in of_facet.items():
                known = values[facet].get(value, 0)
                values[facet][value] = known | bits if known and bits else known or bits
        return type(self)(
            self.places,
            self.everything | other.everything,
            self.national | other.national,
            dict(values),
            self.first_day or other.first_day,
        )


def moment_of(rows: Iterable[Row], places: Places, first_day: date | None) -> Moment:
    """The bitmaps of rows (`COLUMNS`), of which no two are of one item."""
    everything, national = array("I"), array("I")
    values: defaultdict[str, defaultdict[str, array[int]]] = defaultdict(
        lambda: defaultdict(lambda: array("I"))
    )
    for _pk, kind, key, is_national, facets in rows:
        place = places.place(kind, key)
        everything.append(place)
        if is_national:
            national.append(place)
        for facet, its_values in facets.items():
            of_facet = values[facet]
            for value in its_values:
                of_facet[value].append(place)
    size = len(places)
    return Moment(
        places,
        bits_at(everything, size),
        bits_at(national, size),
        {
            facet: {value: bits_at(found, size) for value, found in of_facet.items()}
            for facet, of_facet in values.items()
        },
        first_day,
    )
