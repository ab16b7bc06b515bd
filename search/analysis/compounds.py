"""Splits Dutch compounds with the words of this field.

A general word list splits *bijscholing* into bij + scholing; the portal's own
list does not. A word is split only when known parts cover it completely.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from search.analysis.normalise import fold
from search.analysis.stemming import data_lines

LINKS = ("", "s", "en", "e")
SHORTEST_PART = 3
SHORTEST_WORD = 7


class CompoundSplitter:
    """Knows the parts; ``split`` gives those a word consists of."""

    def __init__(self, parts: Mapping[str, str], wholes: Collection[str] = ()) -> None:
        """``parts`` maps each part to the word it stands for: beleids to beleid.

        ``wholes`` are never split themselves: leerkracht is no kracht.
        """
        self._wholes = frozenset(wholes)
        self._base = {
            fold(part): fold(base)
            for part, base in parts.items()
            if len(part) >= SHORTEST_PART and part.isalpha()
        }
        self._longest = max(map(len, self._base), default=0)

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound and the parts of those; empty if it is none."""
        found = self.outer_parts(word)
        deeper = [inner for part in found for inner in self.split(part)]
        return tuple(dict.fromkeys([*found, *deeper]))

    def outer_parts(self, word: str) -> tuple[str, ...]:
        """Covers the word with as few parts as possible, longest part first."""
        if len(word) < SHORTEST_WORD or word in self._wholes:
            return ()
        best: dict[int, tuple[str, ...]] = {0: ()}
        for start in range(len(word)):
            if start not in best:
                continue
            for end, base in self._parts_from(word, start):
                candidate = (*best[start], base)
                if end not in best or len(candidate) < len(best[end]):
                    best[end] = candidate
        return best.get(len(word), ())

    def _parts_from(self, word: str, start: int) -> Iterable[tuple[int, str]]:
        furthest = min(len(word), start + self._longest)
        for end in range(furthest, start + SHORTEST_PART - 1, -1):
            base = self._base.get(word[start:end])
            if base is None or (start == 0 and end == len(word)):
                continue
            for link in LINKS:
                # A linking letter stands between two parts, never at the end.
                joined = end + len(link)
                if word.startswith(link, end) and (joined < len(word) or not link):
                    yield joined, base


@cache
def launch_parts() -> dict[str, str]:
    """The parts that come with the program."""
    pairs = (line.split() for line in data_lines("compound_parts_nl.txt"))
    return {word: word for word in launch_wholes()} | {pair[0]: pair[-1] for pair in pairs}


@cache
def launch_wholes() -> tuple[str, ...]:
    """The words that only look like compounds."""
    return tuple(data_lines("compound_wholes_nl.txt"))
