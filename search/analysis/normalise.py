"""Characters that mean the same become the same."""

import re
import unicodedata

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})
HYPHENS = str.maketrans({"‐": "-", "‑": "-", "–": "-", "­": None})
# Letters that Unicode does not decompose into a base letter and an accent.
SPECIAL_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ĳ": "ij"}
)
_WHITESPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Text from outside as one line: composed, without control characters."""
    composed = unicodedata.normalize("NFC", text)
    printable = (
        char if unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Co"} else " "
        for char in composed
    )
    return _WHITESPACE.sub(" ", "".join(printable)).strip()


def fold(text: str) -> str:
    """Lower case without accents; only for comparing, never for showing."""
    if text.isascii():
        return text.lower()
    lowered = text.casefold().translate(SPECIAL_LETTERS)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
