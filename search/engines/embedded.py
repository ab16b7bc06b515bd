"""The embedded engine: tantivy in this process, an index in a folder, no server."""

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import tantivy

from search.analysis import Highlighter, understand
from search.document import SearchDocument
from search.engines import embedded_query as build
from search.engines.base import EngineUnavailableError, Progress
from search.engines.embedded_counts import facet_counts
from search.engines.embedded_reader import IndexReader, Snapshot
from search.engines.embedded_schema import title_sort_field
from search.engines.embedded_store import IndexFolder
from search.engines.embedded_writer import IndexWriter
from search.highlighting import make_hit
from search.query import SearchQuery
from search.results import EngineStats, Hit, SearchResults, Suggestion

# The order of the fast field that holds each sort key.
SORT_ORDERS = {
    "updated": ("updated", tantivy.Order.Desc),
    "date": ("first_date", tantivy.Order.Asc),
}
READ_AT_ONCE = 1_000


@contextmanager
def engine_faults() -> Iterator[None]:
    """Everything that can go wrong in here is one thing to the outside."""
    try:
        yield
    except (ValueError, OSError, RuntimeError, LookupError, TypeError) as fault:
        raise EngineUnavailableError(f"The embedded search index failed: {fault}") from fault


class EmbeddedEngine:
    name = "embedded"

    def __init__(self, root: Path) -> None:
        self._folder = IndexFolder(root)
        self._reader = IndexReader(self._folder)
        self._writer = IndexWriter(self._folder)

    @engine_faults()
    def search(self, query: SearchQuery) -> SearchResults:
        started = time.perf_counter()
        snapshot = self._reader.snapshot()
        question = understand(query.text)

        def matching(without: str = "") -> tantivy.Query:
            return build.matching(question, query, snapshot.searcher, without)

        total, found = _find(snapshot, query, matching(), has_text=bool(question))
        highlighter = Highlighter(question)
        return SearchResults(
            hits=tuple(
                make_hit(snapshot.document(address), score, query.language, highlighter)
                for score, address in found
            ),
            total=total,
            facets=facet_counts(snapshot, query, matching),
            engine=self.name,
            generation=snapshot.generation,
            milliseconds=(time.perf_counter() - started) * 1000,
        )

    @engine_faults()
    def suggest(self, text: str, language: str, limit: int = 8) -> list[Suggestion]:
        snapshot = self._reader.snapshot()
        question = understand(text)
        if not question:
            return []
        query = build.title_query(question, language, snapshot.searcher)
        found = snapshot.searcher.search(query, limit, weight_by_field="rank").hits
        documents = [snapshot.document(address) for _score, address in found]
        return [
            Suggestion(
                title=document.localised(document.titles, language)[0],
                kind=document.kind,
                url=document.localised(document.urls, language)[0],
            )
            for document in documents
        ]

    @engine_faults()
    def similar(self, document_id: str, language: str, limit: int = 4) -> list[Hit]:
        snapshot = self._reader.snapshot()
        own = snapshot.searcher.search(build.keyword("id", document_id), 1).hits
        if not own:
            return []
        document = snapshot.document(own[0][1])
        title, _language = document.localised(document.titles, language)
        query = build.similar_query(document.facets, title, document_id)
        found = snapshot.searcher.search(query, limit, weight_by_field="rank").hits
        nothing_to_mark = Highlighter(())
        return [
            make_hit(snapshot.document(address), score, language, nothing_to_mark)
            for score, address in found
        ]

    @engine_faults()
    def index(self, documents: Iterable[SearchDocument]) -> None:
        self._writer.apply(documents, ())

    @engine_faults()
    def remove(self, document_ids: Iterable[str]) -> None:
        self._writer.apply((), document_ids)

    def rebuild(self, documents: Iterable[SearchDocument], progress: Progress | None = None) -> int:
        # Not guarded: a fault here is as likely one of the documents as of the index,
        # and whoever runs it wants to see which.
        return self._writer.rebuild(documents, progress)

    def exclusive(self, timeout: float) -> AbstractContextManager[None]:
        return self._folder.exclusive(timeout)

    def documents(self) -> Iterator[SearchDocument]:
        everything = tantivy.Query.all_query()
        with engine_faults():
            snapshot = self._reader.snapshot()
            for offset in range(0, snapshot.searcher.num_docs, READ_AT_ONCE):
                found = snapshot.searcher.search(everything, READ_AT_ONCE, offset=offset).hits
                for _score, address in found:
                    yield snapshot.document(address)

    @engine_faults()
    def explain(self, query: SearchQuery, document_id: str) -> str:
        snapshot = self._reader.snapshot()
        question = understand(query.text)
        own = snapshot.searcher.search(build.keyword("id", document_id), 1).hits
        if not own:
            return f"{document_id} is not in the index."
        matched = build.matching(question, query, snapshot.searcher)
        scored = build.ranked(matched, query, has_text=bool(question))
        return scored.explain(snapshot.searcher, own[0][1]).to_json()

    @engine_faults()
    def stats(self) -> EngineStats:
        generation = self._folder.current()
        manifest = self._folder.manifest(generation)
        documents = self._reader.snapshot().searcher.num_docs if manifest.up_to_date else 0
        return EngineStats(
            engine=self.name,
            documents=documents,
            generation=generation.name,
            built=manifest.built,
            fingerprint=manifest.fingerprint,
            up_to_date=manifest.up_to_date,
        )


def _find(
    snapshot: Snapshot, query: SearchQuery, matched: tantivy.Query, has_text: bool
) -> tuple[int, list[tuple[float, tantivy.DocAddress]]]:
    """The total and one page of addresses, in the order asked for."""
    if query.sort == "relevance":
        answer = snapshot.searcher.search(
            build.ranked(matched, query, has_text),
            query.per_page,
            offset=query.offset,
            weight_by_field="rank",
        )
        return _total(answer), answer.hits
    by_title = (title_sort_field(query.language), tantivy.Order.Asc)
    field, order = SORT_ORDERS.get(query.sort, by_title)
    answer = snapshot.searcher.search(
        matched, query.per_page, offset=query.offset, order_by_field=field, order=order
    )
    return _total(answer), [(0.0, address) for _key, address in answer.hits]


def _total(answer: tantivy.SearchResult) -> int:
    # The library gives a count, its type information does not mention it.
    count: int = answer.count  # type: ignore[attr-defined]
    return count
