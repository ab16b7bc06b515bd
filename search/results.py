"""What a search gives back; the same from every engine."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from search.document import SearchDocument

# Counts per value; values that would find nothing are absent.
FacetCounts = Mapping[str, int]


@dataclass(frozen=True)
class Hit:
    """A found document, with the matching words marked in its texts."""

    document: SearchDocument
    score: float
    title: SafeString
    title_language: str
    fragment: SafeString
    fragment_language: str
    language: str

    @property
    def url(self) -> str:
        return self.document.localised(self.document.urls, self.language)[0]


@dataclass(frozen=True)
class SearchResults:
    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, FacetCounts]
    # The engine and the state of the index that answered; None: the database did.
    engine: str
    generation: str | None = None
    milliseconds: float = 0.0
    # What may have been meant; it finds something.
    suggestion: str | None = None
    # Typed words that occur nowhere, with what they were taken for; and those left out.
    read_as: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    # Whether some of what is found lacks some of the words, because too little has all.
    partly: bool = False
    # How many have all the words, typed or as they were taken for; None: nobody counted.
    with_all_words: int | None = None


@dataclass(frozen=True)
class Suggestion:
    """One line under the search field while somebody types."""

    title: str
    # That of the title.
    language: str
    kind: str
    url: str


@dataclass(frozen=True)
class EngineStats:
    engine: str
    documents: int
    generation: str
    built: str
    fingerprint: str
    up_to_date: bool
