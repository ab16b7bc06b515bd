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
from search.analysis.question import QueryWord, understand

__all__ = [
    "LANGUAGES",
    "Analyser",
    "Highlighter",
    "QueryWord",
    "Tokens",
    "WordTokens",
    "analyser_for",
    "clean",
    "fingerprint",
    "fold",
    "understand",
]
