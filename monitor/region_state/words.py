"""Words and numbers as they stand on the state of a region: short, and in their own language."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.text import Truncator

from monitor.workbench.parts import foreign
from taxonomy.localised import LocalisedText

#: What is longer would take too much of the printed page: titles, names in tables, what is added.
LONGEST, LONGEST_NAME, LONGEST_DETAIL = 80, 50, 110
#: A text; or its pieces, each with its language where that is not the one of the page.
Words = str | dict[str, list[list[str]]]


def words_of(names: Sequence[LocalisedText], by: str = "", most: int = LONGEST) -> Words:
    """Names together, not longer than ``most``; in pieces when one is in another language."""
    if not any(foreign(name.lang) for name in names):
        return short(by.join(name.text for name in names), most)
    pieces: list[list[str]] = []
    for name in names:
        if pieces and by:
            pieces.append([by, ""])
        left = most - sum(len(text) for text, _lang in pieces)
        if left > 0:
            pieces.append([short(name.text, left), foreign(name.lang)])
    return {"pieces": pieces}


def text_of(words: Words) -> str:
    """The words without the languages of their pieces."""
    return words if isinstance(words, str) else "".join(text for text, _lang in words["pieces"])


def joined(*parts: str) -> str:
    """The parts that say something, with commas."""
    return ", ".join(part for part in parts if part)


def short(text: str, most: int = LONGEST) -> str:
    """The text, cut off with an ellipsis when it has more than ``most`` characters."""
    return Truncator(text).chars(most)


def tenths(expected: float) -> str:
    """A number with one decimal; what is too little for that is not nothing."""
    number = max(expected, 0.1)
    written = number_format(round(number, 1), decimal_pos=1)
    return written if expected >= 0.05 else f"< {written}"


def amount_of(amount: Any) -> str:
    """Thousands of euros, or a dash where nothing is known."""
    return "–" if amount is None else number_format(round(amount), force_grouping=True)
