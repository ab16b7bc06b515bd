"""Marks the words of a question in a text.

The engines index finished tokens and cannot mark the text itself, so it is done
here, for the few texts of one page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.analysis.analyser import analyser_for
from search.analysis.question import Question
from search.analysis.tokenise import spans, take_apart

Span = tuple[int, int]

FRAGMENT_LENGTH = 220
# Marks far into a long text are not worth reading all of it.
READ_AT_MOST = 2_000


class Highlighter:
    """Knows the question; marks it in as many texts as wanted."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._prefixes = tuple(group.prefix for group in question.groups if group.prefix)
        self._wanted: dict[str, set[str]] = {}
        # A word is decided on once: texts repeat their words.
        self._decided: dict[str, dict[str, bool]] = defaultdict(dict)

    def mark(self, text: str, language: str) -> SafeString:
        """The whole text, escaped, its matching words in <mark>."""
        return _wrap(text, self._matches(text, language))

    def fragment(self, text: str, language: str) -> SafeString | None:
        """The neighbourhood of the first match, or None when nothing matches."""
        text = text[:READ_AT_MOST]
        first = next(self._matches(text, language), None)
        if first is None:
            return None
        start = _word_start(text, max(0, first[0] - FRAGMENT_LENGTH // 3))
        end = _word_end(text, start + FRAGMENT_LENGTH)
        marked = self.mark(text[start:end], language)
        before = "… " if start else ""
        after = " …" if end < len(text) else ""
        return mark_safe(f"{before}{marked}{after}")  # noqa: S308 - mark() escaped it

    def _matches(self, text: str, language: str) -> Iterator[Span]:
        if not self._question or not text:
            return
        decided = self._decided[language]
        for written, start, end in spans(text):
            matches = decided.get(written)
            if matches is None:
                matches = decided[written] = self._is_wanted(written, language)
            if matches:
                yield start, end

    def _is_wanted(self, written: str, language: str) -> bool:
        if language not in self._wanted:
            self._wanted[language] = {
                token for group in self._question.groups for token in group.tokens(language)
            }
        tokens = analyser_for(language).word(*take_apart(written))
        wanted = self._wanted[language]
        return bool(
            tokens.word in wanted
            or not wanted.isdisjoint(tokens.parts)
            or (self._prefixes and any(form.startswith(self._prefixes) for form in tokens.forms))
        )


def _wrap(text: str, matches: Iterable[Span]) -> SafeString:
    pieces: list[str] = []
    position = 0
    for start, end in matches:
        pieces.append(escape(text[position:start]))
        pieces.append(f"<mark>{escape(text[start:end])}</mark>")
        position = end
    pieces.append(escape(text[position:]))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above


def _word_start(text: str, position: int) -> int:
    if position == 0:
        return 0
    space = text.find(" ", position)
    return position if space == -1 else space + 1


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", 0, position)
    return position if space == -1 else space
