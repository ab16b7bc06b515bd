"""The difference between two texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
#: Longer texts are compared line by line: word by word would take seconds.
MOST_TOKENS = 4000
#: Of what stays the same between two changes so many words are shown on either side.
CONTEXT_WORDS = 25


class Mark(StrEnum):
    """What happened to a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    LEFT_OUT = "left_out"


class Part(NamedTuple):
    """A piece of text; that of LEFT_OUT is the same in both versions and not shown."""

    mark: Mark
    text: str


def difference(before: str, after: str) -> list[Part]:
    """The pieces of both texts in reading order, removed before added."""
    if before == after:
        return _shortened([Part(Mark.SAME, after)]) if after else []
    old, new = _tokens(before), _tokens(after)
    if max(len(old), len(new)) > MOST_TOKENS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return _shortened(_joined(_pieces(old, new)))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _pieces(old: list[str], new: list[str]) -> Iterator[Part]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part(Mark.SAME, "".join(old[i1:i2]))
            continue
        if i2 > i1:
            yield Part(Mark.REMOVED, "".join(old[i1:i2]))
        if j2 > j1:
            yield Part(Mark.ADDED, "".join(new[j1:j2]))


def _joined(parts: Iterator[Part]) -> list[Part]:
    """With the spaces between two changed words taken into the change: whole phrases read better."""
    joined: list[Part] = []
    removed, added = "", ""
    for part in parts:
        if part.mark == Mark.REMOVED:
            removed += part.text
        elif part.mark == Mark.ADDED:
            added += part.text
        elif part.text.isspace() and "\n" not in part.text and (removed or added):
            removed += part.text
            added += part.text
        else:
            joined += _changed(removed, added)
            joined.append(part)
            removed, added = "", ""
    return joined + _changed(removed, added)


def _changed(removed: str, added: str) -> list[Part]:
    space = ""
    if removed and added and removed[-1:].isspace() and removed[-1:] == added[-1:]:
        removed, added, space = removed[:-1], added[:-1], removed[-1]
    parts = (Part(Mark.REMOVED, removed), Part(Mark.ADDED, added), Part(Mark.SAME, space))
    return [part for part in parts if part.text]


def _shortened(parts: list[Part]) -> list[Part]:
    """Without the middle of long stretches that stayed the same."""
    if len(parts) == 1:
        return parts
    short: list[Part] = []
    for place, part in enumerate(parts):
        words = re.findall(r"\S+\s*|\s+", part.text)
        if part.mark != Mark.SAME or len(words) <= 3 * CONTEXT_WORDS:
            short.append(part)
            continue
        if place > 0:
            short.append(Part(Mark.SAME, "".join(words[:CONTEXT_WORDS])))
        short.append(Part(Mark.LEFT_OUT, ""))
        if place < len(parts) - 1:
            short.append(Part(Mark.SAME, "".join(words[-CONTEXT_WORDS:])))
    return short
