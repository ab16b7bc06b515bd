"""The simplest marking of words, for candidates that have none of their own."""

import re
from html import escape

LENGTH = 220


def marked(text: str, words: str) -> str:
    """The beginning of a text with the typed words in <mark>."""
    shown = escape(text[:LENGTH])
    wanted = [re.escape(escape(word)) for word in words.split()]
    if not wanted:
        return shown
    return re.sub(rf"(?i)\b({'|'.join(wanted)})", r"<mark>\1</mark>", shown)
