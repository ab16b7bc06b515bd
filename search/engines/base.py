"""The contract every search engine fulfils."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from search.document import SearchDocument
from search.query import SearchQuery
from search.results import EngineStats, Hit, SearchResults, Suggestion

Progress = Callable[[int], None]


class EngineUnavailableError(Exception):
    """The engine cannot answer now; the page falls back to the database.

    Every fault of an engine reaches the outside as this one.
    """


class EngineBusyError(EngineUnavailableError):
    """Somebody else is writing; nothing is wrong and nothing is lost."""


class IndexUnusableError(EngineUnavailableError):
    """The engine runs, but there is no index, or one that is damaged or of another version.

    Only a rebuild helps; ``search/healing.py`` starts one.
    """


class SearchEngine(Protocol):
    """Finds, counts and keeps documents. Safe to share between threads."""

    name: str

    def search(self, query: SearchQuery) -> SearchResults:
        """One page of hits, their total, and the counts of every facet that is asked."""

    def keys(self, query: SearchQuery, limit: int) -> list[int]:
        """The keys of all items that match, for a query about one kind, in ascending order.

        When there are more than ``limit``, at most 60,000, the first ones. Which page is asked
        for, and in which order, plays no part.
        """

    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        """Titles that hold the typed words, the last of which may be unfinished."""

    def similar(self, document_id: str, language: str, limit: int = 4) -> list[Hit]:
        """What looks most like a document; empty when the index does not know it."""

    def index(self, documents: Iterable[SearchDocument]) -> None:
        """Adds or replaces; returns when the change is durable and visible."""

    def remove(self, document_ids: Iterable[str]) -> None:
        """Takes out; unknown ids are fine."""

    def rebuild(self, documents: Iterable[SearchDocument], progress: Progress | None = None) -> int:
        """Makes a new index beside the old one, then switches. Returns its size.

        Searches go on meanwhile; when it fails the old index stays.
        """

    def exclusive(self, timeout: float) -> AbstractContextManager[None]:
        """Held while changes are read and applied, so that they stay in order.

        Raises EngineBusyError when somebody else holds it for too long.
        """

    def documents(self) -> Iterator[SearchDocument]:
        """Every document, for comparing the index with the database."""

    def explain(self, query: SearchQuery, document_id: str) -> str:
        """Why a document stands where it stands for a query, or why it does not."""

    def stats(self) -> EngineStats:
        """What the index holds, and whether this program's analysis built it."""

    def examine(self) -> None:
        """Looks closely at everything stored; may take seconds.

        Raises IndexUnusableError when the index has to be built anew.
        """
