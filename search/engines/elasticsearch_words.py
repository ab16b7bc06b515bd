"""The words of an index in a cluster, for spelling."""

import threading
import time
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import A, Search

from search import fields
from search.spelling import Speller

AT_ONCE = 10_000
# Reading them takes a second for 100,000 items.
KEPT_SECONDS = 60.0


@dataclass(frozen=True)
class Words:
    generation: str
    made: float
    speller: Speller


class IndexWords:
    """Keeps the words for a while; one thread reads them for all."""

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._kept: Words | None = None

    def speller(self, alias: str, generation: str) -> Speller:
        """Of the words behind an alias, behind which this generation was seen last."""
        known = self._fresh(generation)
        if known is None:
            with self._lock:
                # Somebody else may have read them while this thread waited.
                known = self._fresh(generation)
                if known is None:
                    known = Speller(self._frequencies(alias))
                    self._kept = Words(generation, time.monotonic(), known)
        return known

    def _fresh(self, generation: str) -> Speller | None:
        kept = self._kept
        if kept is None or kept.generation != generation:
            return None
        return kept.speller if time.monotonic() - kept.made < KEPT_SECONDS else None

    def _frequencies(self, index: str) -> dict[str, int]:
        """How many documents have each word, a page of words at a time."""
        found: dict[str, int] = {}
        place: dict[str, Any] = {}
        while True:
            source = [{"word": A("terms", field=fields.FORMS)}]
            search: Search[Any] = Search(using=self._client, index=index)[0:0]
            search.aggs.bucket("words", A("composite", sources=source, size=AT_ONCE, **place))
            answer = search.execute().to_dict()["aggregations"]["words"]
            found |= {bucket["key"]["word"]: bucket["doc_count"] for bucket in answer["buckets"]}
            if len(answer["buckets"]) < AT_ONCE:
                return found
            place = {"after": answer["after_key"]}
