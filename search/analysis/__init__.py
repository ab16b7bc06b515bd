"""Text analysis in Python, once, for every engine (``docs/search.md``)."""

from search.analysis.analyser import (
    LANGUAGES,
    Analyser,
    Tokens,
    WordTokens,
    analyser_for,
    fingerprint,
)
from search.analysis.highlight import Highlighter
from search.analysis.normalise import clean, fold
from search.analysis.question import (
    NOTHING_KNOWN,
    Alternative,
    Group,
    Lexicon,
    QueryWord,
    Question,
    Reading,
    is_stop_word,
    query_word,
    tokens_of,
    understand,
)
from search.analysis.tokenise import words

__all__ = [
    "LANGUAGES",
    "NOTHING_KNOWN",
    "Alternative",
    "Analyser",
    "Group",
    "Highlighter",
    "Lexicon",
    "QueryWord",
    "Question",
    "Reading",
    "Tokens",
    "WordTokens",
    "analyser_for",
    "clean",
    "fingerprint",
    "fold",
    "is_stop_word",
    "query_word",
    "tokens_of",
    "understand",
    "words",
]
