"""Lists of other items on an item's page.

A room may not know the rooms above it, so whoever has something to show on another room's page
registers it here: offers on the page of an organisation, related items on every page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import itemgetter
from typing import Any

from django.utils.functional import Promise

#: More than this is a job for the search page.
SECTION_SIZE = 12


@dataclass(frozen=True)
class Section:
    """A headed list of cards. `more_url` leads to all of them when there are more than shown."""

    name: str
    title: str | Promise
    cards: Sequence[dict[str, Any]]
    more_url: str = ""


class Place(IntEnum):
    """Where on a page a list of other items stands, whichever room starts first."""

    FIRST = 0
    USUAL = 1
    LAST = 2


SectionsOf = Callable[[Any], list[Section]]
_registry: dict[str, list[tuple[Place, SectionsOf]]] = {}


def register_sections(kind: str, function: SectionsOf, place: Place = Place.USUAL) -> None:
    """Show the sections that `function` gives for an item on the pages of `kind`."""
    entries = _registry.setdefault(kind, [])
    if (place, function) not in entries:
        entries.append((place, function))
        entries.sort(key=itemgetter(0))


def sections_of(item: Any) -> list[Section]:
    """Every section of `item` that has something in it, by place and order of registration."""
    if item.pk is None:
        return []
    entries = _registry.get(item.kind, [])
    found = (section for _place, function in entries for section in function(item))
    return [section for section in found if section.cards]
