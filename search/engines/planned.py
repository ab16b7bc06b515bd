"""What every engine does alike: read the question, plan it, make results of what is found.

An engine adds how clauses are answered and how documents are kept.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from search import fields, matching
from search.analysis import NOTHING_KNOWN, Group, Highlighter, Lexicon, Question, understand
from search.document import SearchDocument
from search.highlighting import make_hit
from search.plan import Clause, Nothing, Term
from search.query import SearchQuery
from search.results import FacetCounts, Hit, SearchResults, Suggestion
from search.spelling import Speller, mended

# When fewer documents than this have all words, those that lack some are found too.
ENOUGH = 8
# With so few hits somebody may have meant another word.
FEW = 3
NOTHING_TO_MARK = Question()


@dataclass(frozen=True)
class Found:
    """What an engine found: one page of documents with their scores, and the counts."""

    total: int
    documents: tuple[tuple[SearchDocument, float], ...]
    facets: Mapping[str, FacetCounts]
    generation: str


class PlannedEngine(ABC):
    name: str

    def __init__(self, lexicon: Callable[[], Lexicon] = lambda: NOTHING_KNOWN) -> None:
        """``lexicon`` gives the synonyms and places as they are now."""
        self._lexicon = lexicon

    # --- What an engine must be able to do -----------------------------------------------------

    @abstractmethod
    def faults(self) -> AbstractContextManager[None]:
        """Turns everything that may go wrong inside into EngineUnavailableError."""

    @abstractmethod
    def find(self, question: Question, query: SearchQuery) -> Found:
        """One page in the order asked for, with the counts of every facet that is asked."""

    @abstractmethod
    def top(self, clause: Clause, limit: int) -> list[tuple[SearchDocument, float]]:
        """The best documents; what has more to tell goes before its equals."""

    @abstractmethod
    def frequencies(self, clauses: Sequence[Clause]) -> list[int]:
        """How many documents each clause matches."""

    @abstractmethod
    def speller(self) -> Speller:
        """Knows every word of the index; may be a minute old."""

    @abstractmethod
    def matching_keys(self, question: Question, query: SearchQuery, limit: int) -> list[int]:
        """The lowest keys of what matches, in ascending order."""

    def occurring(self, groups: Sequence[Group]) -> list[bool]:
        """Whether the index has the words of each group: each somewhere, or all in any guise."""
        if not groups:
            return []
        asked = [[matching.group_found(g), *map(matching.word_there, g.words)] for g in groups]
        counts = iter(self.frequencies([clause for clauses in asked for clause in clauses]))
        there = []
        for clauses in asked:
            together, *each = (next(counts) for _clause in clauses)
            there.append(together > 0 or all(each))
        return there

    # --- What follows from it --------------------------------------------------------------------

    def search(self, query: SearchQuery) -> SearchResults:
        started = time.perf_counter()
        with self.faults():
            question = self.read(query.text)
            found = self.find(question, query)
            with_all_words = 0 if question.ignored else found.total
            if question and found.total < ENOUGH and (eased := self._eased(question)) != question:
                question = eased
                found = self.find(question, query)
            suggestion = self._correction(question, query, found.total)
        highlighter = Highlighter(question)
        return SearchResults(
            hits=tuple(
                make_hit(document, score, query.language, highlighter)
                for document, score in found.documents
            ),
            total=found.total,
            facets=found.facets,
            engine=self.name,
            generation=found.generation,
            milliseconds=(time.perf_counter() - started) * 1000,
            suggestion=suggestion,
            read_as=question.read_as,
            ignored=question.ignored,
            partly=question.lenience > 0,
            with_all_words=with_all_words,
        )

    def read(self, text: str) -> Question:
        """The question in a text, with words that occur nowhere taken for those they look like.

        Filters play no part in it: the same words mean the same under every filter, or else
        no number beside a filter would be true.
        """
        if not text:
            return Question()
        lexicon = self._lexicon()
        question = understand(text, lexicon)
        if not question:
            return question
        there = self.occurring(question.groups)
        unknown = [group for group, known in zip(question.groups, there, strict=True) if not known]
        return mended(question, unknown, self.speller(), lexicon) if unknown else question

    def _eased(self, question: Question) -> Question:
        """The question with as few words missing as give enough; or all that there is.

        Filters play no part in this either.
        """
        if self._has_enough(question):
            return question
        asked = question
        for asked in self.speller().widened(question).eased():
            if self._has_enough(asked):
                break
        return asked

    def _has_enough(self, question: Question) -> bool:
        (count,) = self.frequencies([matching.found_by(question) or Nothing()])
        return count >= ENOUGH

    def keys(self, query: SearchQuery, limit: int) -> list[int]:
        if len(query.fixed.get("kind", ())) != 1:
            raise ValueError("Keys say what they are of only within one kind")
        with self.faults():
            question = self.read(query.text)
            found = self.matching_keys(question, query, limit)
            if question and len(found) < ENOUGH and (eased := self._eased(question)) != question:
                found = self.matching_keys(eased, query, limit)
        return found

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        question = understand(text)
        if not question:
            return []
        with self.faults():
            found = self.top(matching.title_clause(question, language), limit)
            if not found and (meant := self.read(text)).read_as:
                found = self.top(matching.title_clause(meant, language), limit)
        return [_suggestion(document, language) for document, _score in found]

    def similar(self, document_id: str, language: str, limit: int = 4) -> list[Hit]:
        with self.faults():
            own = self.top(Term(fields.ID, document_id), 1)
            if not own:
                return []
            document = own[0][0]
            title, _language = document.localised(document.titles, language)
            clause = matching.similar_clause(document.facets, title, document_id)
            found = self.top(clause, limit)
        plain = Highlighter(NOTHING_TO_MARK)
        return [make_hit(other, score, language, plain) for other, score in found]

    def _correction(self, question: Question, query: SearchQuery, total: int) -> str | None:
        """What may have been meant, when that finds more than what was typed."""
        if not question or (total >= FEW and not question.read_as):
            return None
        text = self.speller().corrected(query.text, question)
        if text is None:
            return None
        other = replace(query, text=text)
        meant = understand(text, self._lexicon())
        words = matching.found_by(meant)
        (count,) = self.frequencies([matching.matching(words, other)])
        return text if count > (0 if question.read_as else total) else None


def _suggestion(document: SearchDocument, language: str) -> Suggestion:
    title, title_language = document.localised(document.titles, language)
    url, _language = document.localised(document.urls, language)
    return Suggestion(title, title_language, document.kind, url)
