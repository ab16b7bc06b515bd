"""Changes the index in a cluster: single documents, or a whole new generation."""

import contextlib
from collections.abc import Generator, Iterable, Iterator
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.analysed import AnalysedDocument, analyse
from search.document import SearchDocument
from search.engines.base import EngineUnavailableError, Progress
from search.engines.elasticsearch_schema import to_source
from search.engines.elasticsearch_store import ClusterIndices
from search.engines.manifest import Manifest
from search.indexing import analyse_all

AT_ONCE = 500
BYTES_AT_ONCE = 8 * 1024 * 1024
# For a server that says it is too busy.
TRIES = 3
PROGRESS_EVERY = 500
FAULTS_SHOWN = 3

Action = dict[str, Any]


class ClusterWriter:
    def __init__(self, client: Elasticsearch, indices: ClusterIndices) -> None:
        self._client = client
        self._indices = indices

    def apply(self, documents: Iterable[SearchDocument], removed: Iterable[str]) -> None:
        """Replaces and removes; on return it is on disk, and every search sees it."""
        alias = self._indices.alias
        deletions = ({"_op_type": "delete", "_id": gone} for gone in removed)
        additions = (_action(analyse(document)) for document in documents)
        # An edit shall be seen at once. Waiting for the next regular refresh would take
        # up to a second longer, and one refresh per batch of the outbox is cheap. The
        # server must not make an index of its own when the alias is missing.
        for actions in (deletions, additions):
            self._send(actions, index=alias, refresh=True, require_alias=True)

    def rebuild(self, documents: Iterable[SearchDocument], progress: Progress | None) -> int:
        generation = self._indices.new_generation()
        try:
            count = self._fill(generation, documents, progress)
            self._check(generation, count)
            self._indices.switch_to(generation, Manifest.now(count))
        except BaseException:
            # Also when somebody stops the command: half an index helps nobody.
            self._indices.discard(generation)
            raise
        return count

    def _fill(
        self, generation: str, documents: Iterable[SearchDocument], progress: Progress | None
    ) -> int:
        def actions() -> Generator[Action, None, None]:
            with contextlib.closing(analyse_all(documents)) as ready:
                for number, analysed in enumerate(ready, start=1):
                    yield _action(analysed)
                    if progress and number % PROGRESS_EVERY == 0:
                        progress(number)

        with contextlib.closing(actions()) as each:
            return self._send(each, index=generation)

    def _send(self, actions: Iterator[Action], **parameters: Any) -> int:
        """How many the server took; raises when it refused any."""
        count = 0
        faults: list[str] = []
        for _sound, answer in streaming_bulk(
            self._client,
            actions,
            chunk_size=AT_ONCE,
            max_chunk_bytes=BYTES_AT_ONCE,
            max_retries=TRIES,
            raise_on_error=False,
            **parameters,
        ):
            (result,) = answer.values()
            # Removing what is not there is no error, only not found.
            if "error" in result:
                if _is_without_index(result["error"]):
                    raise self._indices.why_unusable()
                faults.append(f"{result.get('_id')}: {_reason(result['error'])}")
            count += 1
        if faults:
            shown = "; ".join(faults[:FAULTS_SHOWN])
            raise EngineUnavailableError(
                f"Elasticsearch refused {len(faults)} of {count} changes: {shown}"
            )
        return count

    def _check(self, generation: str, expected: int) -> None:
        self._client.indices.refresh(index=generation)
        found = self._client.count(index=generation)["count"]
        if found != expected:
            raise EngineUnavailableError(
                f"The new search index holds {found} documents instead of {expected}"
            )


def _action(analysed: AnalysedDocument) -> Action:
    return {"_op_type": "index", "_id": analysed.id, "_source": to_source(analysed)}


def _reason(error: Any) -> str:
    return str(error.get("reason", error)) if isinstance(error, dict) else str(error)


def _is_without_index(error: Any) -> bool:
    return isinstance(error, dict) and error.get("type") == "index_not_found_exception"
