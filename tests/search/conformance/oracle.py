"""What must come out, found the slow and plain way: every document is looked at for every question.

Shares with the engines how a text is taken apart into tokens and how typed words are read,
and nothing of how they look anything up, count or sort.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils import timezone

from search.analysis import (
    LANGUAGES,
    Alternative,
    Group,
    Lexicon,
    Question,
    Reading,
    analyser_for,
    fold,
    understand,
)
from search.document import SearchDocument
from search.facets import FACETS
from search.query import SearchQuery
from search.spelling import Speller, mended

ENOUGH = 8


@dataclass(frozen=True)
class Answer:
    """``ids`` are in order when the question asks for an order, else in any."""

    ids: list[str]
    facets: dict[str, dict[str, int]]

    @property
    def total(self) -> int:
        return len(self.ids)


class Known:
    """One document, with all its texts taken apart."""

    def __init__(self, document: SearchDocument) -> None:
        self.document = document
        texts = (_titles(document), document.summaries, document.names)
        texts += (document.bodies, document.labels)
        self.forms: set[str] = set()
        # Per language: the tokens of the title, of everything, and each text in order.
        self.in_title: dict[str, set[str]] = {}
        self.anywhere: dict[str, set[str]] = {}
        self.in_order: dict[str, list[Sequence[str]]] = {}
        for language in LANGUAGES:
            read = [analyser_for(language).tokens(text.get(language, "")) for text in texts]
            self.in_title[language] = {*read[0].words, *read[0].parts}
            self.anywhere[language] = {
                token for tokens in read for token in (*tokens.words, *tokens.parts)
            }
            self.in_order[language] = [tokens.words for tokens in read]
            self.forms.update(form for tokens in read for form in tokens.forms)

    def has_itself(self, reading: Reading) -> bool:
        return any(known.word in self.anywhere[language] for language, known in reading.items())

    def has_word(self, reading: Reading) -> bool:
        return self.has_itself(reading) or any(
            known.complete and self.in_title[language].issuperset(known.parts)
            for language, known in reading.items()
        )

    def has_phrase(self, readings: Sequence[Reading]) -> bool:
        return any(
            _stand_together([reading[language].word for reading in readings], text)
            for language in LANGUAGES
            for text in self.in_order[language]
        )

    def has_alternative(self, alternative: Alternative) -> bool:
        if alternative.loose or len(alternative.words) == 1:
            return all(map(self.has_word, alternative.words))
        return self.has_phrase(alternative.words)

    def has(self, group: Group) -> bool:
        if group.province and (
            self.document.is_national or group.province in self.document.home_provinces
        ):
            return True
        if group.prefix and any(form.startswith(group.prefix) for form in self.forms):
            return True
        return all(self.has_word(word.tokens) for word in group.words) or any(
            map(self.has_alternative, group.alternatives)
        )

    def answers(self, question: Question) -> bool:
        """All places, and enough of the other words."""
        if not all(map(self.has, question.places)):
            return False
        return sum(map(self.has, question.free)) >= min(question.required, len(question.free))


def _titles(document: SearchDocument) -> dict[str, str]:
    """What it is called, with its other names below."""
    return {
        language: "\n".join(
            text.get(language, "") for text in (document.titles, document.aliases)
        ).strip()
        for language in LANGUAGES
    }


class Oracle:
    def __init__(self, documents: Iterable[SearchDocument], lexicon: Lexicon) -> None:
        self._known = [Known(document) for document in documents]
        self._lexicon = lexicon

    def answer(self, query: SearchQuery) -> Answer:
        worded = self._worded(query.text)
        found = [document for document in worded if _passes(document, query)]
        if query.sort != "relevance":
            found.sort(key=lambda document: _place(document, query.sort, query.language))
        return Answer([document.id for document in found], _counts(worded, query))

    def _worded(self, text: str) -> list[SearchDocument]:
        question = self.read(text)
        return [
            known.document
            for known in self._known
            if not question.groups or known.answers(question)
        ]

    def read(self, text: str) -> Question:
        """Words that occur nowhere are taken for those they look like.

        When too few documents have all words, longer words count too, and then fewer are asked.
        """
        question = understand(text, self._lexicon)
        unknown = [group for group in question.groups if not self._occurs(group)]
        if unknown:
            question = mended(question, unknown, self._speller, self._lexicon)
        for asked in (question, *self._speller.widened(question).eased()):
            if sum(known.answers(asked) for known in self._known) >= ENOUGH:
                break
        return asked

    def _occurs(self, group: Group) -> bool:
        """Each of its words somewhere, or all of it in one document, in any guise."""
        return any(known.has(group) for known in self._known) or all(
            any(known.has_itself(word.tokens) for known in self._known) for word in group.words
        )

    @cached_property
    def _speller(self) -> Speller:
        return Speller(Counter(form for known in self._known for form in known.forms))


def _passes(document: SearchDocument, query: SearchQuery, but: str = "") -> bool:
    """Whether the filters let it through, all or all but one facet's."""
    for name, wanted in query.filters.items():
        if name != but and not set(wanted).intersection(document.facets.get(name, ())):
            return False
    if document.is_national and not query.national:
        return False
    if not query.date_from and not query.date_to:
        return True
    first, last = query.date_from or date.min, query.date_to or date.max
    return any(first <= day <= last for day in document.dates)


def _counts(worded: Sequence[SearchDocument], query: SearchQuery) -> dict[str, dict[str, int]]:
    names = {facet.name for facet in query.shown_facets} | set(query.selected)
    return {
        facet.name: dict(
            Counter(
                value
                for document in worded
                if _passes(document, query, but=facet.name if facet.name in query.selected else "")
                for value in document.facets.get(facet.name, ())
            )
        )
        for facet in FACETS
        if facet.name in names
    }


def _place(document: SearchDocument, sort: str, language: str) -> tuple[object, ...]:
    """Smaller goes first; the kind and the number decide between equals."""
    own = (document.kind, document.pk)
    if sort == "title":
        title, _language = document.localised(document.titles, language)
        return fold(title), *own
    if sort == "updated":
        return -document.updated.timestamp() if document.updated else 0, *own
    today = timezone.localdate()
    day = document.next_date
    if day is None:
        return 2, 0, *own
    return (0, day.toordinal(), *own) if day >= today else (1, -day.toordinal(), *own)


def _stand_together(wanted: Sequence[str], text: Sequence[str]) -> bool:
    length = len(wanted)
    return any(
        list(text[start : start + length]) == list(wanted)
        for start in range(len(text) - length + 1)
    )


def pages(ask: Callable[[SearchQuery], list[str]], query: SearchQuery) -> Iterator[str]:
    """The ids of every page, one after the other."""
    page = 1
    while found := ask(replace(query, page=page)):
        yield from found
        page += 1
