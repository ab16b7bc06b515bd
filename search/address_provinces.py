"""The province of a written address, when there is no doubt about it.

In a question a place is a guess that people can undo; here it classifies an event that nobody
looks at, so a name counts only at the end of an address, and only when every place of that name
lies in one province.
"""

import re
from collections import defaultdict
from functools import cache

from search.analysis.normalise import fold
from search.places import rows

_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Za-z]{2}\b[ ,]*")
_BETWEEN = re.compile(r"[,;\n\r|()]+| - ")
_ABROAD = frozenset({
    "belgie", "belgium", "belgique", "duitsland", "germany", "deutschland", "frankrijk", "france",
    "luxemburg", "luxembourg", "engeland", "england", "uk", "unitedkingdom", "spanje", "spain",
    "italie", "italy", "denemarken", "denmark", "suriname", "usa", "unitedstates",
})  # fmt: skip


def province_of(address: str) -> str:
    """The ISO code of the province, or an empty text."""
    after_postcode = _POSTCODE.split(address)[1:]
    for text in reversed(after_postcode):
        if found := _province_at_end(text, surely_a_place=True):
            return found
    return _province_at_end(address, surely_a_place=False)


def _province_at_end(text: str, *, surely_a_place: bool) -> str:
    parts = [letters for part in _BETWEEN.split(text) if (letters := _letters(part))]
    if not _ABROAD.isdisjoint(parts):
        return ""
    for part in reversed(parts):
        found = _provinces().get(part)
        if found is None or (found[1] and not surely_a_place):
            continue
        return found[0]
    return ""


@cache
def _provinces() -> dict[str, tuple[str, bool]]:
    """By the letters of a name: the only province it lies in, and whether it is a word as well."""
    known: dict[str, set[str]] = defaultdict(set)
    words: set[str] = set()
    for row in rows():
        for name in row.names:
            known[_letters(name)].add(row.place.province)
            if row.place.is_word:
                words.add(_letters(name))
    return {name: (min(codes), name in words) for name, codes in known.items() if len(codes) == 1}


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
