"""How long a state of a region is, as far as that can be told without setting it.

The PDF takes the size of type that fits; a browser that prints the page knows only two.
"""

from collections.abc import Iterable
from math import ceil
from typing import Any

from monitor.region_state.words import text_of

#: So many lines of so many characters fit on an A4 at the larger size, whatever the fonts.
MOST_LINES, CHARACTERS = 115, 50
#: A heading with the room above it, in lines.
_HEADING = 3


def is_long(blocks: Iterable[dict[str, Any]]) -> bool:
    """Whether the blocks (`monitor.region_state.sheet`) need the smaller type to be one page."""
    return sum(map(_lines, blocks)) > MOST_LINES


def _lines(block: dict[str, Any]) -> int:
    told = [block["empty"], block["note"], block.get("more", "")]
    told += [f"{text_of(words)} – {detail}" for words, detail in block.get("lines", ())]
    rows = [block.get("head"), *block.get("rows", ()), block.get("foot")]
    of_texts = sum(ceil(len(text) / CHARACTERS) for text in told)
    return _HEADING + of_texts + sum(1 for row in rows if row)
