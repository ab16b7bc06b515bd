"""Turns text into the tokens that both engines receive.

Three streams: ``words`` has one token per word in order, so that phrases can be
found; ``parts`` has what words consist of (omscholingstraject: omscholing,
traject); ``forms`` has words and parts without stemming, for the beginning of a word.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import simplemma
import Stemmer

from search.analysis import stemming
from search.analysis.compounds import CompoundSplitter, launch_parts, launch_wholes
from search.analysis.normalise import fold
from search.analysis.tokenise import take_apart, written_words

LANGUAGES = ("nl", "en")
# Raise when the rules in this package change in a way the probes do not show.
VERSION = 2
# Lines up to this length are kept once they are read.
SHORT_LINE = 80
PROBES = (
    "bedrijven gemeenten initiatieven subsidies opleidingen zij-instromers regio's "
    "mkb'ers coöperaties omscholingstrajecten ict-docenten beleidsplan arbeidsmarktregio "
    "switchers vaardigheden begeleiding courses retraining companies teachers C++ .NET"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    words: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordTokens:
    """One word: its token, the tokens of its parts, and its plain forms.

    ``complete`` says that the parts together mean what the word means: not so for
    zij-instroom, of which only instroom tells something.
    """

    word: str
    parts: tuple[str, ...]
    forms: tuple[str, ...]
    complete: bool = False


class Analyser:
    """Reads one language."""

    def __init__(self, language: str, parts: Mapping[str, str] | None = None) -> None:
        self.language = language
        known = launch_parts() if parts is None else parts
        self._splitter = CompoundSplitter(known if language == "nl" else {}, launch_wholes())
        self._word = lru_cache(maxsize=100_000)(self._analyse_word)
        self._written = lru_cache(maxsize=100_000)(self._analyse_written)
        self._short_line = lru_cache(maxsize=20_000)(self._read)

    def tokens(self, text: str) -> Tokens:
        # No word goes on in the next line. Short lines are mostly names and labels, which
        # stand in the texts of many documents.
        lines = [
            self._short_line(line) if len(line) <= SHORT_LINE else self._read(line)
            for line in text.split("\n")
        ]
        if len(lines) == 1:
            return lines[0]
        return Tokens(
            words=tuple(token for line in lines for token in line.words),
            parts=tuple(part for line in lines for part in line.parts),
            forms=tuple(form for line in lines for form in line.forms),
        )

    def _read(self, line: str) -> Tokens:
        found = [self._written(written) for written in written_words(line)]
        return Tokens(
            words=tuple(token.word for token in found),
            parts=tuple(part for token in found for part in token.parts),
            forms=tuple(form for token in found for form in token.forms),
        )

    def _analyse_written(self, written: str) -> WordTokens:
        return self.word(*take_apart(written))

    def word(self, whole: str, pieces: tuple[str, ...] = ()) -> WordTokens:
        return self._word(whole, pieces)

    def _analyse_word(self, whole: str, pieces: tuple[str, ...]) -> WordTokens:
        stops = stemming.stop_words(self.language)
        surfaces = [piece for piece in map(fold, pieces) if piece not in stops]
        folded = fold(whole)
        token = self._token(whole, folded)
        complete = len(surfaces) == len(pieces)
        for candidate in (folded, *surfaces):
            surfaces.extend(self._splitter.split(candidate))
        stems = (stemming.stem(surface, self.language) for surface in surfaces)
        parts = tuple(part for part in dict.fromkeys(stems) if part != token)
        forms = tuple(dict.fromkeys([folded, *surfaces]))
        return WordTokens(token, parts, forms, complete and bool(parts))

    def _token(self, whole: str, folded: str) -> str:
        """The stem of a word; a compound has the forms of its last part: leerpad, leerpaden."""
        parts = self._splitter.outer_parts(folded)
        if (
            parts
            and folded.endswith(parts[-1])
            and not stemming.is_exception(folded, self.language)
        ):
            before = folded.removesuffix(parts[-1])
            return before + stemming.stem(parts[-1], self.language)
        return stemming.stem(whole, self.language)

    def fingerprint(self) -> str:
        return repr(self.tokens(PROBES))


@cache
def analyser_for(language: str) -> Analyser:
    """The analyser of a language, with the parts that come with the program."""
    return Analyser(language)


@cache
def fingerprint() -> str:
    """Changes whenever the same text would give other tokens than before."""
    facts = [
        str(VERSION),
        simplemma.__version__,
        Stemmer.version(),
        *(analyser_for(language).fingerprint() for language in LANGUAGES),
        *(repr(sorted(stemming.exceptions(language).items())) for language in LANGUAGES),
        *(repr(sorted(stemming.stop_words(language))) for language in LANGUAGES),
        repr(sorted(launch_parts().items())),
        repr(launch_wholes()),
    ]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]
