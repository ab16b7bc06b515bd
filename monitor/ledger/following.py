"""The ledger follows the search index, which tells what it took in and what it let go."""

from collections.abc import Collection, Mapping
from typing import Any

from monitor.ledger.counted import Counted, counted
from monitor.ledger.recording import Key, close_all_but, record
from search.announcements import documents_indexed, index_rebuilt
from search.document import SearchDocument


def follow() -> None:
    """Once, when the program starts."""
    documents_indexed.connect(_indexed, dispatch_uid="monitor.ledger_indexed")
    index_rebuilt.connect(_rebuilt, dispatch_uid="monitor.ledger_rebuilt")


def _indexed(documents: list[SearchDocument], removed: list[str], **_signal: Any) -> None:
    states: dict[Key, Counted | None] = {
        (document.kind, document.pk): counted(document) for document in documents
    }
    for document_id in removed:
        kind, _, key = document_id.partition(":")
        states[kind, int(key)] = None
    record(states)


def _rebuilt(present: Mapping[str, Collection[int]], **_signal: Any) -> None:
    close_all_but(present)
