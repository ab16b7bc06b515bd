"""Understands what a visitor typed; what comes out is all an engine ever sees."""

from collections.abc import Mapping
from dataclasses import dataclass

from search.analysis.analyser import LANGUAGES, WordTokens, analyser_for
from search.analysis.normalise import fold
from search.analysis.stemming import stop_words
from search.analysis.tokenise import Word, words

# Fewer letters begin too many words to be of help.
SHORTEST_PREFIX = 3


@dataclass(frozen=True)
class QueryWord:
    """One typed word: its tokens per language, and the beginning it may be."""

    surface: str
    tokens: Mapping[str, WordTokens]
    prefix: str = ""

    def all_tokens(self, language: str) -> set[str]:
        found = self.tokens[language]
        return {found.word, *found.parts}


def understand(text: str) -> tuple[QueryWord, ...]:
    """The words that count, in order; the last may be the beginning of a word."""
    typed = list(words(text))
    telling = [word for word in typed if not _is_stop_word(word)] or typed
    if not telling:
        return ()
    last = telling[-1] if telling[-1] is typed[-1] else None
    return tuple(_query_word(word, may_go_on=word is last) for word in telling)


def _query_word(word: Word, may_go_on: bool) -> QueryWord:
    surface = fold(word.whole)
    return QueryWord(
        surface=surface,
        tokens={
            language: analyser_for(language).word(word.whole, word.pieces) for language in LANGUAGES
        },
        prefix=surface if may_go_on and len(surface) >= SHORTEST_PREFIX else "",
    )


def _is_stop_word(word: Word) -> bool:
    # "IT" is an English stop word and the Dutch word for what this portal is about.
    return any(word.whole in stop_words(language) for language in LANGUAGES) and (
        word.whole != "it"
    )
