"""Reads the newest state of the embedded index, and notices when it changes."""

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import tantivy

from search.document import SearchDocument
from search.engines.base import IndexUnusableError
from search.engines.embedded_damage import SEGMENT_LIST
from search.engines.embedded_store import IndexFolder
from search.fields import FORMS
from search.results import FacetCounts
from search.spelling import Speller

# Changes with every commit: the engine replaces its list of segments each time.
Stamp = tuple[str, int, int]


# After so many seconds with changes the words for spelling are read again.
WORDS_KEPT_SECONDS = 60.0


@dataclass(frozen=True)
class Words:
    """The speller of one generation of the index, made when it was read."""

    generation: str
    made: float
    speller: Speller


@dataclass(frozen=True)
class Snapshot:
    """One state of the index; ``counts`` lives as long as it does."""

    searcher: tantivy.Searcher
    stamp: Stamp
    reader: "IndexReader"
    counts: dict[object, FacetCounts] = field(default_factory=dict)

    @property
    def generation(self) -> str:
        return self.stamp[0]

    def speller(self) -> Speller:
        return self.reader.speller_of(self)

    def document(self, address: tantivy.DocAddress) -> SearchDocument:
        source: bytes = self.searcher.doc(address)["source"][0]
        return SearchDocument.from_json(source.decode())


class IndexReader:
    """Keeps the index open between requests."""

    def __init__(self, folder: IndexFolder) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._index: tantivy.Index | None = None
        self._path: Path | None = None
        self._snapshot: Snapshot | None = None
        self._words: Words | None = None

    def snapshot(self) -> Snapshot:
        """The newest state; asking costs three looks at the file system."""
        path = self._folder.current()
        stamp = _stamp(path)
        known = self._snapshot
        if self._folder.is_marked(path):
            raise IndexUnusableError("The search index is damaged")
        if known is not None and known.stamp == stamp:
            return known
        with self._lock:
            index = self._opened(path)
            # The stamp was read first: at worst this state is newer than it says,
            # and the next request reloads once more.
            index.reload()
            self._snapshot = Snapshot(index.searcher(), stamp, self)
            return self._snapshot

    def speller_of(self, snapshot: Snapshot) -> Speller:
        """Every word of the index; reading them takes a while, so that a minute old will do."""
        known, now = self._words, time.monotonic()
        if (
            known is None
            or known.generation != snapshot.generation
            or now - known.made > WORDS_KEPT_SECONDS
        ):
            found = dict(snapshot.searcher.terms_with_prefix(FORMS, ""))
            self._words = known = Words(snapshot.generation, now, Speller(found))
        return known.speller

    def _opened(self, path: Path) -> tantivy.Index:
        if self._index is None or self._path != path:
            self._folder.examine(path, closely=False)
            try:
                index = tantivy.Index.open(str(path))
            except ValueError as fault:
                raise IndexUnusableError(f"The search index cannot be opened: {fault}") from fault
            index.config_reader("manual", 0)
            self._index, self._path = index, path
        return self._index


def _stamp(path: Path) -> Stamp:
    try:
        facts = (path / SEGMENT_LIST).stat()
    except FileNotFoundError as fault:
        raise IndexUnusableError(f"The search index is not complete: {fault}") from fault
    return path.name, facts.st_ino, facts.st_mtime_ns
