"""The embedded engine: tantivy in this process, an index in a folder, no server."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import tantivy

from search import fields, matching
from search.analysis import NOTHING_KNOWN, Group, Lexicon, Question
from search.document import SearchDocument
from search.engines.base import Progress
from search.engines.embedded_counts import facet_counts
from search.engines.embedded_faults import engine_faults, guarded
from search.engines.embedded_query import Translator, translate
from search.engines.embedded_reader import IndexReader, Snapshot
from search.engines.embedded_store import IndexFolder
from search.engines.embedded_writer import IndexWriter
from search.engines.planned import Found, PlannedEngine
from search.plan import Clause, Everything, Term
from search.query import DEFAULT_SORT, SearchQuery
from search.results import EngineStats
from search.spelling import Speller

READ_AT_ONCE = 1_000


class EmbeddedEngine(PlannedEngine):
    name = "embedded"

    def __init__(self, root: Path, lexicon: Callable[[], Lexicon] = lambda: NOTHING_KNOWN) -> None:
        super().__init__(lexicon)
        self._folder = IndexFolder(root)
        self._reader = IndexReader(self._folder)
        self._writer = IndexWriter(self._folder)

    def faults(self) -> AbstractContextManager[None]:
        return engine_faults(self._folder)

    def find(self, question: Question, query: SearchQuery) -> Found:
        snapshot = self._reader.snapshot()
        words = matching.found_by(question)
        translate = Translator(snapshot.searcher).translate

        def matched(without: str = "") -> tantivy.Query:
            return translate(matching.matching(words, query, without))

        ordered = query.sort != DEFAULT_SORT
        wanted = matched() if ordered else translate(matching.ranked(words, question, query))
        total, found = _page(snapshot, wanted, query)
        return Found(
            total=total,
            documents=tuple((snapshot.document(address), score) for score, address in found),
            facets=facet_counts(snapshot, query, matched),
            generation=snapshot.generation,
        )

    def matching_keys(self, question: Question, query: SearchQuery, limit: int) -> list[int]:
        searcher = self._reader.snapshot().searcher
        wanted = translate(matching.matching(matching.found_by(question), query))
        counted = {"terms": {"field": fields.PK, "size": limit, "order": {"_key": "asc"}}}
        answer = searcher.aggregate(wanted, {fields.PK: counted})
        return [int(bucket["key"]) for bucket in answer[fields.PK]["buckets"]]

    def top(self, clause: Clause, limit: int) -> list[tuple[SearchDocument, float]]:
        snapshot = self._reader.snapshot()
        found = snapshot.searcher.search(
            translate(clause), limit, weight_by_field=fields.RANK, count=False
        )
        return [(snapshot.document(address), score) for score, address in found.hits]

    def frequencies(self, clauses: Sequence[Clause]) -> list[int]:
        searcher = self._reader.snapshot().searcher
        return [_total(searcher.search(translate(clause), 1)) for clause in clauses]

    def occurring(self, groups: Sequence[Group]) -> list[bool]:
        # Whether a token is there is in the dictionary of the index; a search costs far more.
        searcher = self._reader.snapshot().searcher
        unsure = [group for group in groups if not _is_there(group, searcher)]
        absent = {
            id(group)
            for group, there in zip(unsure, super().occurring(unsure), strict=True)
            if not there
        }
        return [id(group) not in absent for group in groups]

    def speller(self) -> Speller:
        return self._reader.snapshot().speller()

    @guarded
    def index(self, documents: Iterable[SearchDocument]) -> None:
        self._writer.apply(documents, ())

    @guarded
    def remove(self, document_ids: Iterable[str]) -> None:
        self._writer.apply((), document_ids)

    def rebuild(self, documents: Iterable[SearchDocument], progress: Progress | None = None) -> int:
        # Not guarded: a fault here is as likely one of the documents as of the index,
        # and whoever runs it wants to see which.
        return self._writer.rebuild(documents, progress)

    def exclusive(self, timeout: float) -> AbstractContextManager[None]:
        return self._folder.exclusive(timeout)

    def documents(self) -> Iterator[SearchDocument]:
        with self.faults():
            snapshot = self._reader.snapshot()
            everything = translate(Everything())
            for offset in range(0, snapshot.searcher.num_docs, READ_AT_ONCE):
                found = snapshot.searcher.search(everything, READ_AT_ONCE, offset=offset).hits
                for _score, address in found:
                    yield snapshot.document(address)

    @guarded
    def explain(self, query: SearchQuery, document_id: str) -> str:
        snapshot = self._reader.snapshot()
        question = self.read(query.text)
        own = snapshot.searcher.search(translate(Term(fields.ID, document_id)), 1).hits
        if not own:
            return f"{document_id} is not in the index."
        scored = translate(matching.ranked(matching.found_by(question), question, query))
        return scored.explain(snapshot.searcher, own[0][1]).to_json()

    @guarded
    def stats(self) -> EngineStats:
        generation = self._folder.current()
        manifest = self._folder.manifest(generation)
        if manifest.up_to_date:
            self._folder.examine(generation, closely=False)
        documents = self._reader.snapshot().searcher.num_docs if manifest.up_to_date else 0
        return EngineStats(
            engine=self.name,
            documents=documents,
            generation=generation.name,
            built=manifest.built,
            fingerprint=manifest.fingerprint,
            up_to_date=manifest.up_to_date,
        )

    @guarded
    def examine(self) -> None:
        self._folder.examine(self._folder.current(), closely=True)
        self._reader.snapshot()


def _is_there(group: Group, searcher: tantivy.Searcher) -> bool:
    """Whether every word of the group stands somewhere; deleted documents may still count."""
    return all(
        any(
            searcher.doc_freq(fields.anywhere(lang), read.word)
            for lang, read in word.tokens.items()
        )
        for word in group.words
    )


def _page(
    snapshot: Snapshot, wanted: tantivy.Query, query: SearchQuery
) -> tuple[int, list[tuple[float, tantivy.DocAddress]]]:
    """The total and one page of addresses, in the order asked for."""
    search = snapshot.searcher.search
    if query.sort == DEFAULT_SORT:
        answer = search(wanted, query.per_page, offset=query.offset, weight_by_field=fields.RANK)
        return _total(answer), answer.hits
    answer = search(
        wanted,
        query.per_page,
        offset=query.offset,
        order_by_field=fields.sort_field(query.sort, query.language),
        order=tantivy.Order.Asc,
    )
    return _total(answer), [(0.0, address) for _key, address in answer.hits]


def _total(answer: tantivy.SearchResult) -> int:
    # The library gives a count, its type information does not mention it.
    count: int = answer.count  # type: ignore[attr-defined]
    return count
