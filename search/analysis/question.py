"""Understands what a visitor typed; what comes out is all an engine ever sees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from search.analysis.analyser import LANGUAGES, WordTokens, analyser_for
from search.analysis.normalise import fold
from search.analysis.stemming import stop_words
from search.analysis.tokenise import Word, words

# Fewer letters begin too many words to be of help.
SHORTEST_PREFIX = 3
# "zij instroom" is one word for most people: joined it counts as much as apart.
JOINED_WEIGHT = 0.9
SHORTEST_JOINED = 6
MOST_JOINED = 3

# One word as every language reads it.
Reading = Mapping[str, WordTokens]


@dataclass(frozen=True)
class QueryWord:
    """One typed word: where it stands, and its tokens per language."""

    surface: str
    tokens: Reading
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Alternative:
    """Other words that count as the typed ones, ``weight`` times as much.

    Several words stand one after another, or anywhere when ``loose``.
    """

    words: tuple[Reading, ...]
    weight: float
    loose: bool = False


@dataclass(frozen=True)
class Group:
    """Typed words that belong together, mostly one, and all that counts as much the same."""

    words: tuple[QueryWord, ...]
    alternatives: tuple[Alternative, ...] = ()
    # What the word may be the beginning of.
    prefix: str = ""
    # The code of the province that the words name a place in.
    province: str = ""

    def tokens(self, language: str) -> set[str]:
        """Everything in a text that is a reason to be found."""
        readings = [word.tokens[language] for word in self.words]
        readings += [
            tokens[language]
            for alternative in self.alternatives
            for tokens in alternative.words
            if len(alternative.words) == 1 or alternative.loose or not _is_stop(tokens)
        ]
        return {token for found in readings for token in (found.word, *found.parts)}

    def with_alternatives(self, *more: Alternative) -> "Group":
        return replace(self, alternatives=(*self.alternatives, *more))


@dataclass(frozen=True)
class Question:
    """What was typed; false when it says nothing.

    ``read_as`` are words that occur nowhere with those they were taken for,
    ``ignored`` those that occur nowhere and look like nothing.
    """

    groups: tuple[Group, ...] = ()
    # Every word as it was typed, those that say little too: the name of something may hold them.
    typed: tuple[Reading, ...] = ()
    # How many of the free words a document may lack.
    lenience: int = 0
    read_as: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def places(self) -> tuple[Group, ...]:
        """Names of places narrow a question however many words it has."""
        return tuple(group for group in self.groups if group.province)

    @property
    def free(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if not group.province)

    @property
    def required(self) -> int:
        """How many of the free words a document must have."""
        return max(1, len(self.free) - self.lenience)

    def eased(self) -> Iterator["Question"]:
        """The same question, then asking for ever fewer of its words, down to one."""
        for lenience in range(max(1, len(self.free))):
            yield replace(self, lenience=lenience)


class Lexicon(Protocol):
    """What is known about words beside the language itself."""

    @property
    def longest(self) -> int:
        """The most words that anything known has."""

    def alternatives(self, stems: tuple[str, ...]) -> tuple[Alternative, ...]:
        """What means about the same as these words, given by their stems."""

    def province(self, surfaces: tuple[str, ...], after: str) -> str:
        """The code of the province in which a place of this name lies, or nothing.

        ``after`` is the word before it: some names are words too.
        """


@dataclass(frozen=True)
class EmptyLexicon:
    longest: int = 1

    def alternatives(self, stems: tuple[str, ...]) -> tuple[Alternative, ...]:
        return ()

    def province(self, surfaces: tuple[str, ...], after: str) -> str:
        return ""


@dataclass
class _Reader:
    """Goes through the typed words from left to right, longest known sequence first."""

    typed: list[Word]
    lexicon: Lexicon
    read: list[QueryWord] = field(default_factory=list)

    def groups(self) -> Iterator[Group]:
        self.read = [
            query_word(word.whole, word.pieces, word.start, word.end) for word in self.typed
        ]
        position = 0
        while position < len(self.typed):
            group, length = self._longest_known(position)
            if group is None:
                length = 1
                group = self._single(position)
            if group is not None:
                yield group
            position += length

    def _longest_known(self, start: int) -> tuple[Group | None, int]:
        most = min(self.lexicon.longest, len(self.typed) - start)
        before = self.read[start - 1].surface if start else ""
        for length in range(most, 0, -1):
            span = tuple(self.read[start : start + length])
            surfaces = tuple(word.surface for word in span)
            if province := self.lexicon.province(surfaces, before):
                return Group(span, tuple(self._joined(start)), province=province), length
            if length > 1:
                stems = tuple(word.tokens["nl"].word for word in span)
                if found := self.lexicon.alternatives(stems):
                    telling = tuple(
                        word
                        for word, typed in zip(span, self.typed[start:], strict=False)
                        if not is_stop_word(typed)
                    )
                    return Group(telling or span, _without_subsumed((), found)), length
        return None, 0

    def _single(self, position: int) -> Group | None:
        word, typed = self.read[position], self.typed[position]
        if is_stop_word(typed):
            return None
        last = position == len(self.typed) - 1
        alternatives = self.lexicon.alternatives((word.tokens["nl"].word,))
        goes_on = last and len(word.surface) >= SHORTEST_PREFIX and word.surface.isalnum()
        return Group(
            (word,),
            (*self._joined(position), *_without_subsumed((word,), alternatives)),
            prefix=word.surface if goes_on else "",
        )

    def _joined(self, position: int) -> Iterator[Alternative]:
        """The word with those before or after it written as one: kids 4 twente."""
        for length in range(2, MOST_JOINED + 1):
            for start in range(max(0, position - length + 1), position + 1):
                span = self.typed[start : start + length]
                whole = "".join(word.whole for word in span)
                if len(span) == length and len(whole) >= SHORTEST_JOINED and not whole.isdecimal():
                    yield Alternative((tokens_of(whole),), JOINED_WEIGHT)


def _without_subsumed(
    words: tuple[QueryWord, ...], alternatives: tuple[Alternative, ...]
) -> tuple[Alternative, ...]:
    """Without the phrases of which one word by itself counts already.

    They find nothing more, and finding phrases costs far more than finding words.
    """
    single = [word.tokens for word in words]
    single += [other.words[0] for other in alternatives if len(other.words) == 1]
    return tuple(
        other
        for other in alternatives
        if len(other.words) == 1
        or not any(_is_read_alike(tokens, one) for tokens in other.words for one in single)
    )


def _is_read_alike(one: Reading, other: Reading) -> bool:
    return all(one[language].word == other[language].word for language in LANGUAGES)


NOTHING_KNOWN = EmptyLexicon()


def understand(text: str, lexicon: Lexicon = NOTHING_KNOWN) -> Question:
    """The words that count, in order; the last may be the beginning of a word."""
    typed = list(words(text))
    reader = _Reader(typed, lexicon)
    groups = tuple(reader.groups())
    if typed and not groups:
        # Nothing but stop words: then they are what is asked for.
        groups = tuple(
            Group((query_word(word.whole, word.pieces, word.start, word.end),)) for word in typed
        )
    return Question(groups, tuple(word.tokens for word in reader.read))


def query_word(whole: str, pieces: tuple[str, ...] = (), start: int = 0, end: int = 0) -> QueryWord:
    return QueryWord(fold(whole), tokens_of(whole, pieces), start, end)


def tokens_of(whole: str, pieces: tuple[str, ...] = ()) -> Reading:
    """The tokens of one word in every language."""
    return {language: analyser_for(language).word(whole, pieces) for language in LANGUAGES}


def is_stop_word(word: Word) -> bool:
    """Whether a word says nothing of what somebody looks for."""
    # "IT" is an English stop word and the Dutch word for what this portal is about.
    return any(word.whole in stop_words(language) for language in LANGUAGES) and (
        word.whole != "it"
    )


def _is_stop(tokens: Reading) -> bool:
    return any(tokens[language].forms[0] in stop_words(language) for language in LANGUAGES)
