"""Changes the embedded index: single documents, or a whole new generation."""

import contextlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import tantivy

from search.analysed import analyse
from search.document import SearchDocument
from search.engines.base import EngineUnavailableError, Progress
from search.engines.embedded_schema import schema, to_tantivy
from search.engines.embedded_store import IndexFolder
from search.engines.manifest import Manifest
from search.indexing import analyse_all

# One thread keeps the order of documents, and so of equals, the same every time.
THREADS = 1
SMALL_ARENA = 20_000_000
LARGE_ARENA = 80_000_000
WAIT_FOR_WRITER_SECONDS = 10.0
PROGRESS_EVERY = 500


class IndexWriter:
    def __init__(self, folder: IndexFolder) -> None:
        self._folder = folder

    def apply(self, documents: Iterable[SearchDocument], removed: Iterable[str]) -> None:
        """Replaces and removes in one commit; durable on return."""
        generation = self._folder.current()
        self._folder.examine(generation, closely=False)
        with _writer(generation, SMALL_ARENA) as writer:
            for document_id in removed:
                writer.delete_documents_by_term("id", document_id)
            for document in documents:
                writer.delete_documents_by_term("id", document.id)
                writer.add_document(to_tantivy(analyse(document)))
            writer.commit()
        self._folder.sweep(generation)

    def rebuild(self, documents: Iterable[SearchDocument], progress: Progress | None) -> int:
        generation = self._folder.new_generation()
        try:
            count = _fill(generation, documents, progress)
            _check(generation, count)
            self._folder.switch_to(generation, Manifest.now(count))
        except BaseException:
            # Also when somebody stops the command: half an index helps nobody.
            self._folder.discard(generation)
            raise
        return count


def _fill(generation: Path, documents: Iterable[SearchDocument], progress: Progress | None) -> int:
    tantivy.Index(schema(), path=str(generation))
    count = 0
    analysed = contextlib.closing(analyse_all(documents))
    with _writer(generation, LARGE_ARENA) as writer, analysed as ready:
        for document in ready:
            writer.add_document(to_tantivy(document))
            count += 1
            if progress and count % PROGRESS_EVERY == 0:
                progress(count)
        writer.commit()
    return count


def _check(generation: Path, expected: int) -> None:
    index = tantivy.Index.open(str(generation))
    index.reload()
    found = index.searcher().num_docs
    if found != expected:
        raise EngineUnavailableError(
            f"The new search index holds {found} documents instead of {expected}"
        )


@contextlib.contextmanager
def _writer(generation: Path, arena: int) -> Iterator[tantivy.IndexWriter]:
    """The one writer; waits for another process to finish with it."""
    index = tantivy.Index.open(str(generation))
    deadline = time.monotonic() + WAIT_FOR_WRITER_SECONDS
    pause = 0.02
    while True:
        try:
            writer = index.writer(arena, THREADS)
            break
        except ValueError as fault:
            if "LockBusy" not in str(fault) or time.monotonic() > deadline:
                raise
            time.sleep(pause)
            pause = min(pause * 2, 0.5)
    try:
        yield writer
    except BaseException:
        writer.rollback()
        raise
    finally:
        # Frees the lock for the next writer, after merges that are under way.
        writer.wait_merging_threads()
