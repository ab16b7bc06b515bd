"""Cuts text into words and tells where each stands, so that it can be marked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.analysis.normalise import APOSTROPHES, HYPHENS

MAX_WORD_LENGTH = 64

# Names of programming languages are words here, although they end in signs.
_SIGNED_NAMES = {"c++": "cplusplus", "c#": "csharp", "f#": "fsharp", ".net": "dotnet"}
_WORD = re.compile(
    r"(?<!\w)(?:c\+\+|[cf]\#|\.net)(?!\w)"
    r"|[^\W_]+(?:['’‘ʼ`´\-‐‑\u00ad][^\W_]+)*",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"'s$")
_PERSON = re.compile(r"'(ers?|en)$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, its place in the text, and what it consists of.

    ``whole`` is the word without hyphens and apostrophes; ``pieces`` are the
    parts between hyphens, empty for a word without any.
    """

    start: int
    end: int
    whole: str
    pieces: tuple[str, ...] = ()


def words(text: str) -> Iterator[Word]:
    for written, start, end in spans(text):
        whole, pieces = take_apart(written)
        yield Word(start, end, whole, pieces)


def spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Every word as it is written, and where it stands."""
    for match in _WORD.finditer(text):
        yield match.group(), match.start(), match.end()


def written_words(text: str) -> list[str]:
    """The words as they are written, without their places: faster when nothing is marked."""
    return _WORD.findall(text)


@lru_cache(maxsize=100_000)
def take_apart(written: str) -> tuple[str, tuple[str, ...]]:
    """The whole word in lower case and its pieces: mkb'ers, ict-docent, regio's."""
    word = written[:MAX_WORD_LENGTH].lower()
    if word in _SIGNED_NAMES:
        return _SIGNED_NAMES[word], ()
    word = word.translate(APOSTROPHES).translate(HYPHENS)
    word = _PLURAL.sub("", word)
    pieces: list[str] = []
    if person := _PERSON.search(word):
        # An ict'er is written in three ways (ICT'er, ICT-er, icter): join it,
        # and let "ict" alone find it too.
        pieces.append(word[: person.start()])
        word = _PERSON.sub(lambda found: found.group(1).removesuffix("s"), word)
    word = word.replace("'", "")
    if "-" in word:
        split = [piece for piece in word.split("-") if piece]
        pieces.extend(piece for piece in split if piece not in {"er", "ers"})
        word = "".join(split)
        word = word.removesuffix("s") if split[-1] == "ers" else word
    return word, tuple(pieces)
