"""What rooms above this one say about merging: which rows follow an item, and how.

Without a word here, every row with a foreign key or a many-to-many relation to the absorbed item
follows to the kept one. Rows of which the kept item has its own already stay behind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Follower:
    """Rows that point at items in a way of their own.

    `follow(kept, absorbed)` makes them point at the kept item and returns what `put_back` needs,
    in terms of JSON; `put_back(record)` undoes that as far as nobody changed it since.
    """

    name: str
    follow: Callable[[Any, Any], Any]
    put_back: Callable[[Any], None]


#: Gives the row that takes the place of one that cannot follow, and the values it then gets;
#: None when the row has to stay behind.
Combine = Callable[[Any, Any], tuple[models.Model, dict[str, Any]] | None]

_staying: set[type[models.Model]] = set()
_followers: dict[str, Follower] = {}
_combinations: dict[type[models.Model], Combine] = {}


def register_staying(*kinds: type[models.Model]) -> None:
    """Rows that are a part of the item itself, such as the dates of an event, stay with it."""
    _staying.update(kinds)


def register_follower(follower: Follower, *kinds: type[models.Model]) -> None:
    """Let these kinds of rows follow in a way of their own."""
    _followers[follower.name] = follower
    _staying.update(kinds)


def register_combination(kind: type[models.Model], combine: Combine) -> None:
    """Let a row that the kept item has its own of already be combined with that one."""
    _combinations[kind] = combine


def stays(kind: type[models.Model]) -> bool:
    return kind in _staying


def followers() -> list[Follower]:
    return list(_followers.values())


def combination_of(kind: type[models.Model]) -> Combine | None:
    return _combinations.get(kind)
