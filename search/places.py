"""Dutch places and the province each lies in, so that "Almere" leads to Flevoland.

``data/places.csv`` has every municipality, well-known places that are no municipality,
areas such as Twente, and the provinces themselves. ``size`` is a rough class that only
orders suggestions: 0 a province, 1 from 150,000 inhabitants, 2 from 90,000, 3 from
50,000, 4 from 20,000, 5 smaller. ``word`` marks names that are ordinary words as well.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from search.analysis.normalise import fold

BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the ISO code of its province.

    ``is_word``: the name is an ordinary word too (Best, Goes, Houten), so that it only
    means the place where the sentence says so: "in Best".
    """

    name: str
    province: str
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the data file."""

    place: Place
    size: int
    kind: str
    aliases: tuple[str, ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        return (self.place.name, *self.aliases)


def place_named(words: tuple[str, ...]) -> Place | None:
    """The place that goes by exactly these words: ("den", "haag"), ("noord", "brabant").

    Of two places with one name it is the larger: Bergen is the one in Noord-Holland.
    """
    found = _by_name().get("".join(map(_letters, words)))
    if found is None:
        return None
    place, length = found
    # What is cut into more words than the name has is something else: "be st".
    return place if len(words) <= length else None


@cache
def longest_place() -> int:
    """How many words the longest name has."""
    return max(length for _place, length in _by_name().values())


def places_beginning_with(text: str, limit: int) -> list[Place]:
    """Places of which the name or another name begins like this, the larger ones first."""
    beginning = _letters(text)
    if not beginning or limit < 1:
        return []
    found = (place for name, place in _in_order() if name.startswith(beginning))
    return list(dict.fromkeys(found))[:limit]


@cache
def rows() -> tuple[Row, ...]:
    """All lines of the data file, provinces first, then by size and name."""
    file = resources.files("search").joinpath("data", "places.csv")
    lines = file.read_text("utf-8").splitlines()
    read = [_row(line) for line in csv.DictReader(lines)]
    return tuple(sorted(read, key=lambda row: (row.size, fold(row.place.name))))


def _row(line: dict[str, str]) -> Row:
    return Row(
        Place(line["name"], line["province"], is_word=line["word"] == "yes"),
        size=int(line["size"]),
        kind=line["kind"],
        aliases=tuple(filter(None, line["aliases"].split(BETWEEN))),
    )


@cache
def _by_name() -> dict[str, tuple[Place, int]]:
    """The place and its number of words, by the letters of each name."""
    found: dict[str, tuple[Place, int]] = {}
    for name, place in _names():
        length = len(name.replace("-", " ").split())
        found.setdefault(_letters(name), (place, length))
    return found


@cache
def _in_order() -> tuple[tuple[str, Place], ...]:
    return tuple((_letters(name), place) for name, place in _names())


def _names() -> Iterator[tuple[str, Place]]:
    for row in rows():
        for name in row.names:
            yield name, row.place


def _letters(text: str) -> str:
    """A name without what people leave out or write differently: spaces, hyphens, accents."""
    return "".join(filter(str.isalnum, fold(text)))
