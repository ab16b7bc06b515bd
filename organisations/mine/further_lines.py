"""Further lines below an organisation on the page "My organisation"; rooms above register theirs."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FurtherLine:
    """A link; `is_urgent` when something there waits for somebody."""

    label: str
    url: str
    is_urgent: bool = False


#: Gets the numbers of the organisations, and says for each what there is.
LinesFor = Callable[[Iterable[int]], dict[int, FurtherLine]]
_registered: dict[str, LinesFor] = {}


def register_further_line(name: str, lines_for: LinesFor) -> None:
    """Let `lines_for(organisations)` give a line for each of them; asked once for a page."""
    _registered[name] = lines_for


def add_further_lines(organisations: Iterable[Any]) -> list[Any]:
    """The same organisations, each with its `further_lines`."""
    rows = list(organisations)
    found: dict[int, list[FurtherLine]] = defaultdict(list)
    for _name, lines_for in sorted(_registered.items()):
        for pk, line in lines_for([row.pk for row in rows]).items():
            found[pk].append(line)
    for row in rows:
        row.further_lines = found[row.pk]
    return rows
