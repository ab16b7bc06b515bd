"""Marks the words of a question in a text.

The engines index finished tokens and cannot mark the text itself, so it is done
here, for the few texts of one page.
"""

from collections.abc import Iterator, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.analysis.analyser import analyser_for
from search.analysis.question import Question
from search.analysis.tokenise import Word, words

FRAGMENT_LENGTH = 220
# Marks far into a long text are not worth reading all of it.
READ_AT_MOST = 2_000


class Highlighter:
    """Knows the question; marks it in as many texts as wanted."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._prefixes = tuple(group.prefix for group in question.groups if group.prefix)
        self._wanted: dict[str, set[str]] = {}

    def mark(self, text: str, language: str) -> SafeString:
        """The whole text, escaped, its matching words in <mark>."""
        return _wrap(text, list(self._matches(text, language)))

    def fragment(self, text: str, language: str) -> SafeString | None:
        """The neighbourhood of the first match, or None when nothing matches."""
        text = text[:READ_AT_MOST]
        first = next(self._matches(text, language), None)
        if first is None:
            return None
        start = _word_start(text, max(0, first.start - FRAGMENT_LENGTH // 3))
        end = _word_end(text, start + FRAGMENT_LENGTH)
        marked = self.mark(text[start:end], language)
        before = "… " if start else ""
        after = " …" if end < len(text) else ""
        return mark_safe(f"{before}{marked}{after}")  # noqa: S308 - mark() escaped it

    def _matches(self, text: str, language: str) -> Iterator[Word]:
        if not self._question or not text:
            return
        if language not in self._wanted:
            self._wanted[language] = {
                token for group in self._question.groups for token in group.tokens(language)
            }
        wanted = self._wanted[language]
        reader = analyser_for(language)
        for word in words(text):
            tokens = reader.word(word.whole, word.pieces)
            if (
                tokens.word in wanted
                or not wanted.isdisjoint(tokens.parts)
                or any(form.startswith(self._prefixes) for form in tokens.forms)
            ):
                yield word


def _wrap(text: str, matches: Sequence[Word]) -> SafeString:
    pieces: list[str] = []
    position = 0
    for word in matches:
        pieces.append(escape(text[position : word.start]))
        pieces.append(f"<mark>{escape(text[word.start : word.end])}</mark>")
        position = word.end
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
