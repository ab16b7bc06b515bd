"""Breaks words over the lines of a picture, which has no other way to fit them in."""

import re

_BREAKS = re.compile(r"[^\s/-]+[/-]?|[/-]")


def wrapped(text: str, width: int, most: int) -> list[str]:
    """Lines of at most ``width`` characters, ``most`` of them; what does not fit ends with "…".

    Breaks between words, after a hyphen or a slash, and inside a word only when it is longer than
    a line.
    """
    lines: list[str] = []
    for word in text.split():
        for place, piece in enumerate(_pieces(word, width)):
            joint = "" if place else " "
            if lines and len(lines[-1]) + len(joint) + len(piece) <= width:
                lines[-1] += joint + piece
            else:
                lines.append(piece)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = f"{lines[-1][: width - 1]}…"
    return lines


def _pieces(word: str, width: int) -> list[str]:
    found: list[str] = []
    for part in _BREAKS.findall(word):
        while len(part) > width:
            found.append(f"{part[: width - 1]}-")
            part = part[width - 1 :]
        found.append(part)
    return found
