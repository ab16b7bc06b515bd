"""Finds the word that was meant, among the words that the index holds.

A word is near when few letters differ, or when it sounds the same in Dutch.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis import (
    Alternative,
    Group,
    Lexicon,
    QueryWord,
    Question,
    fold,
    tokens_of,
    understand,
    words,
)

SHORTEST = 4
SHORTEST_SPLIT = 2
# A compound has at least so many letters more than its part; not every one of them is meant.
SHORTEST_REST = 3
MOST_WIDER = 12
WIDER_WEIGHT = 0.3
# Letters that may differ, by the length of the word.
SLIPS = ((4, 1), (8, 2), (13, 3))
# A slip costs what a whole letter costs, less when both words sound alike.
SOUNDS_ALIKE = 0.5
SPELLING_WEIGHT = 0.7
MOST_READINGS = 3
# A typed word that exists is only doubted for one that is this much more frequent.
MUCH_MORE_FREQUENT = 5

_SOUNDS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"ij|ei|y"), "y"),
    (re.compile(r"au|ou"), "ou"),
    (re.compile(r"ch"), "g"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"sj|sh"), "s"),
    (re.compile(r"qu"), "kw"),
    (re.compile(r"ck|c(?=[aoukrlt]|$)"), "k"),
    (re.compile(r"c"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"z"), "s"),
    (re.compile(r"v"), "f"),
    (re.compile(r"d(?=t?$)"), "t"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The same for words that a Dutch ear cannot tell apart."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


@dataclass(frozen=True)
class Near:
    """Words that are equally near to one, and how many letters apart."""

    words: tuple[str, ...] = ()
    apart: float = 0.0

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def is_close(self) -> bool:
        """Whether hardly anything else can have been meant."""
        return bool(self.words) and self.apart <= 1


class Speller:
    """Knows the words of an index and how many documents have each."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._counts = frequencies
        self._frequencies = {
            word: count
            for word, count in frequencies.items()
            if len(word) >= SHORTEST and not any(char.isdecimal() for char in word)
        }
        self._words = list(self._frequencies)
        self._near = lru_cache(maxsize=2_000)(self._nearest)

    def knows(self, group: Group) -> bool:
        """Whether each word stands in the index as it is written: then it means itself."""
        return all(word.surface in self._counts for word in group.words)

    def widened(self, question: Question) -> Question:
        """The question with the compounds that begin or end with its words, and their parts."""
        return replace(
            question,
            groups=tuple(
                group.with_alternatives(*self._compounds(group)) if len(group.words) == 1 else group
                for group in question.groups
            ),
        )

    def _compounds(self, group: Group) -> list[Alternative]:
        word = group.words[0].surface
        if len(word) < SHORTEST or group.province:
            return []
        longer = [
            other
            for other in self._words
            if len(other) >= len(word) + SHORTEST_REST
            and (other.startswith(word) or other.endswith(word))
        ]
        longer.sort(key=lambda other: (-self._frequencies[other], other))
        found = [Alternative((tokens_of(other),), WIDER_WEIGHT) for other in longer[:MOST_WIDER]]
        if parts := _parts(group.words[0]):
            apart = tuple(tokens_of(part) for part in parts)
            found.append(Alternative(apart, WIDER_WEIGHT, loose=True))
        return found

    def split(self, word: str) -> tuple[str, ...]:
        """Two words that exist and together are written like this one; the most frequent pair."""
        pairs = [
            (min(self._counts[first], self._counts[rest]), first, rest)
            for cut in range(SHORTEST_SPLIT, len(word) - SHORTEST_SPLIT + 1)
            if (first := word[:cut]) in self._counts and (rest := word[cut:]) in self._counts
        ]
        return max(pairs)[1:] if pairs else ()

    def near(self, word: str) -> "Near":
        """The words that look or sound most like one; the likeliest first."""
        return self._near(word)

    def corrected(self, text: str, question: Question) -> str | None:
        """The text with its doubtful words replaced; None when there is nothing to replace."""
        unknown = dict(question.read_as)
        telling = {word.start for group in question.groups for word in group.words}
        pieces, position = [], 0
        for word in words(text):
            surface = fold(word.whole)
            better = word.start in telling and (unknown.get(surface) or self._likelier(surface))
            if better:
                pieces += [text[position : word.start], better]
                position = word.end
        return "".join([*pieces, text[position:]]) if pieces else None

    def _likelier(self, word: str) -> str | None:
        own = self._frequencies.get(word, 0)
        best = next(iter(self.near(word).words), "")
        if best and self._frequencies[best] >= max(own, 1) * MUCH_MORE_FREQUENT:
            return best
        return None

    def _nearest(self, word: str) -> "Near":
        most = next((slips for length, slips in reversed(SLIPS) if len(word) >= length), 0)
        if not most:
            return Near()
        heard = sound(word)
        candidates = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=most + 1, limit=50
        )
        scored = []
        for other, distance, _index in candidates:
            if other == word:
                continue
            apart = min(distance, OSA.distance(heard, sound(other)) + SOUNDS_ALIKE)
            if apart <= most and (other[0] == word[0] or apart <= 1):
                scored.append((apart, -self._frequencies[other], other))
        scored.sort()
        if not scored:
            return Near()
        least = scored[0][0]
        likeliest = [other for apart, _count, other in scored if apart == least]
        return Near(tuple(likeliest[:MOST_READINGS]), least)


def mended(
    question: Question, unknown: Sequence[Group], speller: Speller, lexicon: Lexicon
) -> Question:
    """The question with words that occur nowhere read as something that does occur."""
    groups: list[Group] = []
    read_as: list[tuple[str, str]] = []
    ignored: list[str] = []
    for group in question.groups:
        if group not in unknown:
            groups.append(group)
            continue
        for word in group.words:
            better = _mended_word(group, word, speller, lexicon)
            groups += better.groups
            read_as += better.read_as
            ignored += better.ignored
    return replace(
        question,
        # When nothing is left to ask, the answer is that there is nothing.
        groups=tuple(groups) or question.groups,
        read_as=tuple(read_as),
        ignored=tuple(ignored),
    )


def _mended_word(group: Group, word: QueryWord, speller: Speller, lexicon: Lexicon) -> Question:
    """The groups that take the place of a word; none when it looks like nothing."""
    near = speller.near(word.surface)
    if parts := _parts(word) or (speller.split(word.surface) if not near.is_close else ()):
        return Question(_at_its_place(word, understand(" ".join(parts), lexicon)))
    if near:
        # The likeliest one in all its guises, the others as themselves.
        best, *others = near.words
        readings = [Alternative((tokens_of(other),), SPELLING_WEIGHT) for other in others]
        groups = [
            found.with_alternatives(*readings)
            for found in _at_its_place(word, understand(best, lexicon))
        ]
        return Question(tuple(groups), read_as=((word.surface, best),))
    return Question(ignored=(word.surface,))


def _at_its_place(word: QueryWord, meant: Question) -> tuple[Group, ...]:
    """The groups of what was meant, each as if it stood where the word was typed."""
    return tuple(
        replace(
            group,
            prefix="",
            words=tuple(replace(w, start=word.start, end=word.end) for w in group.words),
        )
        for group in meant.groups
    )


def _parts(word: QueryWord) -> tuple[str, ...]:
    """What a compound that nobody wrote consists of."""
    read = word.tokens["nl"]
    return read.forms[1:] if read.complete else ()
