"""What others offer beside a contribution, for the same people at the same place and time.

A room above this one knows, and registers how to find out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Beside:
    """Something live, with what it has in common in words; no judgement of anything."""

    kind: str
    pk: int
    title: str
    lang: str
    url: str
    reasons: tuple[str, ...]


FindBeside = Callable[[Any], list[Beside]]
_find: FindBeside = lambda item: []  # noqa: E731


def register_beside(function: FindBeside) -> None:
    """Let a room above this one say what stands beside an item, which need not be saved."""
    global _find
    _find = function


def beside(item: Any, *, without: set[tuple[str, int | None]]) -> list[Beside]:
    """What stands beside an item; ``without`` are kinds and keys that are asked about already."""
    return [one for one in _find(item) if (one.kind, one.pk) not in without]
