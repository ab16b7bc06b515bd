"""The engine for a cluster of Elasticsearch, chosen by a ``SEARCH_URL`` of http(s).

One request finds, counts and fetches a page. Everything the server gets is made of
finished tokens and keys, so it needs no language support and runs no scripts.
"""

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from elasticsearch import (
    ApiError,
    ConnectionTimeout,
    Elasticsearch,
    NotFoundError,
    TransportError,
)
from elasticsearch.dsl import Search
from elasticsearch.dsl import query as dsl
from elasticsearch.dsl.query import Query

from search import fields, matching
from search.analysis import NOTHING_KNOWN, Lexicon, Question
from search.document import SearchDocument
from search.engines.base import EngineUnavailableError, IndexUnusableError, Progress
from search.engines.elasticsearch_address import ClusterAddress
from search.engines.elasticsearch_counts import (
    add_counts,
    choices,
    read_counts,
    without_choices,
)
from search.engines.elasticsearch_query import translate
from search.engines.elasticsearch_schema import DEEPEST_HIT
from search.engines.elasticsearch_store import ClusterIndices
from search.engines.elasticsearch_words import IndexWords
from search.engines.elasticsearch_writer import ClusterWriter
from search.engines.planned import Found, PlannedEngine
from search.engines.single_writer import single_writer
from search.plan import Clause, Everything, Term
from search.query import DEFAULT_SORT, SearchQuery
from search.results import EngineStats
from search.spelling import Speller

# Seconds that a visitor waits for one node before another is asked, or the page gives up.
SEARCH_SECONDS = 5.0
WRITE_SECONDS = 60.0
# After a cluster that did not answer in time nobody waits for it again for so long.
PAUSE_SECONDS = 10.0
# Nodes asked after the first one failed; a single one is asked twice.
MORE_TRIES = 3
READ_AT_ONCE = 1_000
LONGEST_REASON = 500


class ElasticsearchEngine(PlannedEngine):
    name = "elasticsearch"

    def __init__(
        self, address: ClusterAddress, lexicon: Callable[[], Lexicon] = lambda: NOTHING_KNOWN
    ) -> None:
        super().__init__(lexicon)
        self._address = address
        self._client = connect(address)
        patient = self._client.options(request_timeout=WRITE_SECONDS)
        self._indices = ClusterIndices(patient, address)
        self._writer = ClusterWriter(patient, self._indices)
        self._words = IndexWords(self._client)
        # The index that answered last; behind the alias may stand another one at any time.
        self._generation = self._indices.alias
        self._silent_until = 0.0

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Nothing of an address with its password is ever in a message."""
        try:
            yield
        except NotFoundError as fault:
            raise self._why_unusable() from fault
        except ConnectionTimeout as fault:
            self._silent_until = time.monotonic() + PAUSE_SECONDS
            raise EngineUnavailableError("Elasticsearch does not answer in time") from fault
        except (ApiError, TransportError, LookupError, ValueError, TypeError) as fault:
            reason = str(fault)[:LONGEST_REASON]
            raise EngineUnavailableError(f"Elasticsearch cannot answer: {reason}") from fault

    def find(self, question: Question, query: SearchQuery) -> Found:
        search = self._search(_scored(question, query)).post_filter(choices(query))
        if query.sort == DEFAULT_SORT:
            search = search.sort("_score", fields.ID)
        else:
            search = search.sort(fields.sort_field(query.sort, query.language))
        last = query.offset + query.per_page
        search = search[query.offset : last] if last <= DEEPEST_HIT else search[0:0]
        add_counts(search, query)
        answer = self._answer(search)
        hits = answer["hits"]["hits"]
        return Found(
            total=answer["hits"]["total"]["value"],
            documents=tuple((_document(hit), hit["_score"] or 0.0) for hit in hits),
            facets=read_counts(answer["aggregations"], query),
            generation=self._generation,
        )

    def matching_keys(self, question: Question, query: SearchQuery, limit: int) -> list[int]:
        wanted = translate(matching.matching(matching.found_by(question), query))
        search = self._search(wanted).source(False).sort(fields.PK)
        search = search.extra(track_total_hits=False, docvalue_fields=[fields.PK])
        hits = self._answer(search[:limit])["hits"]["hits"]
        return [int(hit["fields"][fields.PK][0]) for hit in hits]

    def top(self, clause: Clause, limit: int) -> list[tuple[SearchDocument, float]]:
        search = self._search(_weighed(translate(clause))).sort("_score", fields.ID)
        answer = self._answer(search.extra(track_total_hits=False)[:limit])
        return [(_document(hit), hit["_score"]) for hit in answer["hits"]["hits"]]

    def frequencies(self, clauses: Sequence[Clause]) -> list[int]:
        # One hit, for the generation it comes from.
        search = self._search(dsl.MatchAll()).source(False)[0:1]
        for number, clause in enumerate(clauses):
            search.aggs.bucket(str(number), "filter", filter=translate(clause))
        counts = self._answer(search).get("aggregations", {})
        return [counts[str(number)]["doc_count"] for number in range(len(clauses))]

    def speller(self) -> Speller:
        return self._words.speller(self._indices.alias, self._generation)

    def index(self, documents: Iterable[SearchDocument]) -> None:
        with self.faults():
            self._writer.apply(documents, ())

    def remove(self, document_ids: Iterable[str]) -> None:
        with self.faults():
            self._writer.apply((), document_ids)

    def rebuild(self, documents: Iterable[SearchDocument], progress: Progress | None = None) -> int:
        # A fault of the documents comes through as it is; whoever runs it wants to see which.
        try:
            return self._writer.rebuild(documents, progress)
        except (ApiError, TransportError) as fault:
            with self.faults():
                raise fault
            raise

    def exclusive(self, timeout: float) -> AbstractContextManager[None]:
        return single_writer(f"search-{self._address.prefix}", Path(settings.VAR_DIR), timeout)

    def documents(self) -> Iterator[SearchDocument]:
        after: list[Any] | None = None
        while True:
            search = self._search(translate(Everything())).sort(fields.ID)[:READ_AT_ONCE]
            if after:
                search = search.extra(search_after=after)
            with self.faults():
                hits = self._answer(search)["hits"]["hits"]
                found = [_document(hit) for hit in hits]
            yield from found
            if len(hits) < READ_AT_ONCE:
                return
            after = hits[-1]["sort"]

    def explain(self, query: SearchQuery, document_id: str) -> str:
        with self.faults():
            if not self.frequencies([Term(fields.ID, document_id)])[0]:
                return f"{document_id} is not in the index."
            scored = _scored(self.read(query.text), query)
            wanted = dsl.Bool(must=[scored], filter=[choices(query)])
            answer = self._client.explain(
                index=self._indices.alias, id=document_id, query=wanted.to_dict()
            )
            return _as_text(answer.body["explanation"])

    def stats(self) -> EngineStats:
        with self.faults():
            generation = self._indices.current()
            manifest = self._indices.manifest(generation)
            return EngineStats(
                engine=self.name,
                documents=self._client.count(index=generation)["count"],
                generation=generation,
                built=manifest.built,
                fingerprint=manifest.fingerprint,
                up_to_date=manifest.up_to_date,
            )

    def examine(self) -> None:
        with self.faults():
            # Complete answers only: asks every part, and says so when there is no index.
            self.frequencies([Everything()])
            health = self._client.cluster.health(index=self._indices.alias, timeout="1s")
            if health["status"] == "red":
                raise IndexUnusableError(
                    "A part of the search index is on no node of the cluster that answers"
                )

    def _search(self, query: Query) -> Search[Any]:
        """A request that is answered completely or not at all."""
        search: Search[Any] = Search(using=self._client, index=self._indices.alias)
        parameters: dict[str, Any] = {"allow_partial_search_results": False}
        if self._address.shards > 1:
            # Or else each shard has its own idea of how rare a word is.
            parameters["search_type"] = "dfs_query_then_fetch"
        return (
            search.query(query)
            .source([fields.SOURCE])
            .extra(track_total_hits=True)
            .params(**parameters)
        )

    def _answer(self, search: Search[Any]) -> dict[str, Any]:
        if time.monotonic() < self._silent_until:
            # Or else every visitor would keep a worker waiting, until none is left.
            raise EngineUnavailableError("Elasticsearch did not answer a moment ago")
        answer: dict[str, Any] = search.execute().to_dict()
        if answer.get("timed_out"):
            raise EngineUnavailableError("Elasticsearch had too little time for a whole answer")
        if hits := answer["hits"]["hits"]:
            self._generation = hits[0]["_index"]
        return answer

    def _why_unusable(self) -> EngineUnavailableError:
        try:
            return self._indices.why_unusable()
        except (ApiError, TransportError) as fault:
            return EngineUnavailableError(f"Elasticsearch cannot answer: {fault}")


def connect(address: ClusterAddress) -> Elasticsearch:
    """A client that asks another node when one does not answer; connects when first used."""
    given: dict[str, Any] = {}
    if address.user:
        given["basic_auth"] = (address.user, address.password)
    if address.ca:
        given["ca_certs"] = address.ca
    return Elasticsearch(
        list(address.hosts),
        request_timeout=SEARCH_SECONDS,
        max_retries=MORE_TRIES if len(address.hosts) > 1 else 1,
        # Everything sent gives the same result when it is sent twice.
        retry_on_timeout=True,
        **given,
    )


def _scored(question: Question, query: SearchQuery) -> Query:
    """All that is found before a choice in a facet, in the order of ``search/ranking.py``."""
    found = matching.matching(matching.found_by(question), without_choices(query))
    return _weighed(translate(matching.scored(found, question, query)))


def _weighed(query: Query) -> Query:
    # The embedded engine multiplies by log2(2 + rank); only the base differs.
    factor = {"field": fields.RANK, "modifier": "ln2p", "missing": 1.0}
    return dsl.FunctionScore(query=query, field_value_factor=factor, boost=1 / math.log(2))


def _document(hit: dict[str, Any]) -> SearchDocument:
    return SearchDocument.from_json(hit["_source"][fields.SOURCE])


def _as_text(explanation: dict[str, Any], depth: int = 0) -> str:
    line = f"{'  ' * depth}{explanation['value']:.4f}  {explanation['description']}"
    return "\n".join([line, *(_as_text(part, depth + 1) for part in explanation["details"])])
