"""One token for all forms of a word, per language.

Dutch takes the dictionary form first and stems that: together they join 95 of
100 word families of this field, each alone 81 and 87 (``docs/search.md``).
"""

import re
import threading
from functools import cache, lru_cache
from importlib import resources

import simplemma
import Stemmer

from search.analysis.normalise import fold

# "dutch" is Kraaij-Pohlmann since Snowball 3; the older one is dutch_porter.
ALGORITHMS = {"nl": "dutch", "en": "english"}
# ideeën, technologieën: without the accent the list does not know them.
_PLURAL_IN_EEN = re.compile(r"(ie|ee)en$")
_local = threading.local()


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The token of a word in lower case."""
    folded = fold(word)
    if exception := exceptions(language).get(folded):
        return exception
    if language == "nl":
        folded = dictionary_form(folded)
    return _stemmer(language).stemWord(folded)


def dictionary_form(folded: str) -> str:
    """The form under which a Dutch dictionary has a word that is folded; short ones as they are."""
    if len(folded) <= 3:
        return folded
    # Only the folded word counts: visitors seldom type accents.
    singular = _PLURAL_IN_EEN.sub(r"\1", folded)
    lemma = fold(simplemma.lemmatize(singular, lang="nl"))
    # The list holds a few separable verbs as "samen_werken".
    return lemma.replace("_", "")


@cache
def exceptions(language: str) -> dict[str, str]:
    name = f"stem_exceptions_{language}.txt"
    return dict(line.split() for line in data_lines(name)) if language == "nl" else {}


def is_exception(folded: str, language: str) -> bool:
    return folded in exceptions(language)


@cache
def stop_words(language: str) -> frozenset[str]:
    section = ""
    found: set[str] = set()
    for line in data_lines("stop_words.txt"):
        if line.startswith("["):
            section = line.strip("[]")
        elif section == language:
            found.update(line.split())
    return frozenset(found)


def data_lines(name: str) -> list[str]:
    """The lines of a data file that are not blank and no comment."""
    text = resources.files("search.analysis").joinpath("data", name).read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _stemmer(language: str) -> Stemmer.Stemmer:
    # A stemmer keeps state while it works, so no two threads may share one.
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(ALGORITHMS[language])
    return stemmers[language]
