"""Further lines on the start page of the admin: what else waits, and where.

Rooms above this one, and parts of this one that come later, register theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class StartLine:
    """So many of something wait at `url`."""

    label: str
    count: int
    url: str


LineFor = Callable[[Any], StartLine | None]
_registered: dict[str, LineFor] = {}


def register_start_line(name: str, line_for: LineFor) -> None:
    """Let `line_for(user)` say what waits for a curator; None when it is not for this one."""
    _registered[name] = line_for


def start_lines(user: Any) -> list[StartLine]:
    """What waits for `user` elsewhere, lines without anything left out."""
    lines = (line_for(user) for _name, line_for in sorted(_registered.items()))
    return [line for line in lines if line is not None and line.count]
