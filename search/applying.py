"""Applies one batch of the outbox to the index, and keeps what is wrong with an item to itself."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import DatabaseError
from django.utils import timezone

from events.models import CalendarRevision, Event
from search import registry
from search.announcements import announce
from search.catalogue import live_items
from search.document import SearchDocument
from search.engines import (
    EngineBusyError,
    EngineUnavailableError,
    IndexUnusableError,
    SearchEngine,
)
from search.labels import Vocabulary, vocabulary
from search.models import Outbox

logger = logging.getLogger(__name__)

ERROR_LENGTH = 500
# Taking this out changes nothing, and shows whether the engine takes changes at all.
NOBODY = "nobody:0"
# An engine that refuses so many documents and takes none is itself at fault.
REFUSALS = 5


@dataclass
class Batch:
    """Items as they are now, and the rows that are done when the index has them."""

    documents: list[SearchDocument] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    rows: dict[str, list[Outbox]] = field(default_factory=dict)
    faults: dict[str, Exception] = field(default_factory=dict)


def apply(engine: SearchEngine, rows: Iterable[Outbox]) -> int:
    """Items that are live are indexed, the others removed; returns how many rows are done.

    Older rows of the same items are done with them. Raises EngineUnavailableError when the
    engine takes nothing; then every row stays as it was.
    """
    batch = _read(rows)
    _give(engine, batch)
    if any(row.kind == Event.kind for its_rows in batch.rows.values() for row in its_rows):
        # Other events may match the filters of calendar files now.
        CalendarRevision.note()
    # Before the rows are deleted: what a room above could not take stays, and is told again.
    refused = batch.faults.keys()
    taken = [document for document in batch.documents if document.id not in refused]
    batch.faults.update(announce(taken, batch.removed))
    for document_id, fault in batch.faults.items():
        for row in batch.rows[document_id]:
            note_fault(row, fault)
    done = [
        row.pk
        for document_id, its_rows in batch.rows.items()
        if document_id not in batch.faults
        for row in its_rows
    ]
    Outbox.objects.filter(pk__in=done).delete()
    return len(done)


def note_fault(row: Outbox, fault: Exception) -> None:
    """The row rests, each time longer, and is parked in the end."""
    row.attempts += 1
    rest = Outbox.RESTS[min(row.attempts, len(Outbox.RESTS)) - 1]
    row.not_before = timezone.now() + rest
    row.last_error = f"{type(fault).__name__}: {fault}"[:ERROR_LENGTH]
    row.save(update_fields=["attempts", "not_before", "last_error"])


def _read(rows: Iterable[Outbox]) -> Batch:
    batch = Batch()
    wanted: dict[str, dict[int, None]] = {}
    for row in rows:
        wanted.setdefault(row.kind, {})[row.item_pk] = None
    words = vocabulary()
    for kind, keys in wanted.items():
        # Rows first, items after: what a row tells of is then surely in what is read.
        for row in Outbox.objects.filter(kind=kind, item_pk__in=keys):
            batch.rows.setdefault(str(row), []).append(row)
        _read_items(batch, kind, list(keys), words)
    return batch


def _read_items(batch: Batch, kind: str, keys: list[int], words: Vocabulary) -> None:
    source = registry.source(kind)
    live = {item.pk: item for item in live_items(source, keys)} if source else {}
    for key in keys:
        if source is None or key not in live:
            batch.removed.append(f"{kind}:{key}")
            continue
        try:
            batch.documents.append(source.build(live[key], words))
        except DatabaseError:
            raise
        # One broken item must not keep all others out of the index.
        except Exception as fault:
            logger.exception("%s:%s could not be made into a search document", kind, key)
            batch.faults[f"{kind}:{key}"] = fault


def _give(engine: SearchEngine, batch: Batch) -> None:
    try:
        if batch.removed:
            engine.remove(batch.removed)
        if batch.documents:
            engine.index(batch.documents)
    except (EngineBusyError, IndexUnusableError):
        raise
    except EngineUnavailableError:
        engine.remove([*batch.removed, NOBODY])
        _give_one_by_one(engine, batch)


def _give_one_by_one(engine: SearchEngine, batch: Batch) -> None:
    """The engine takes changes, so it must be some of the documents that it refuses."""
    taken = refused = 0
    for document in batch.documents:
        try:
            engine.index([document])
            taken += 1
        except (EngineBusyError, IndexUnusableError):
            raise
        except EngineUnavailableError as fault:
            refused += 1
            if not taken and refused == REFUSALS:
                raise
            logger.error("%s is refused by the search engine: %s", document.id, fault)
            batch.faults[document.id] = fault
