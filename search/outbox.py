"""Tells the search index what changed, and loses nothing on the way.

``enqueue`` writes rows in the transaction of the change. After the commit, and from
time to time by ``manage.py search_index drain``, ``drain`` gives the changed items to
the engine and deletes the rows once the engine has them for sure. Whatever happens in
between (a killed process, a full disk, an engine that is away), the rows stay.
"""

import contextlib
import logging
import threading
from collections.abc import Iterable, Iterator

from django.db import DatabaseError, connection, transaction
from django.db.models import F, QuerySet

from search import registry
from search.catalogue import all_documents
from search.document import SearchDocument
from search.engines import EngineUnavailableError, SearchEngine, get_engine
from search.engines.base import Progress
from search.labels import Vocabulary, vocabulary
from search.models import Outbox

logger = logging.getLogger(__name__)

BATCH = 200
# What a visitor who saves something waits for at most; the rest is drained later.
INLINE_ROWS = 200
INLINE_WAIT_SECONDS = 0.5
DRAIN_WAIT_SECONDS = 30.0
ERROR_LENGTH = 500

_bulk = threading.local()


def enqueue(kind: str, keys: Iterable[int]) -> None:
    """Notes that these items changed; the index hears of it after the commit."""
    if is_bulk():
        return
    rows = [Outbox(kind=kind, item_pk=key) for key in keys]
    if rows:
        Outbox.objects.bulk_create(rows, batch_size=1000)
        # A change of many items comes here once for each of them, but is one commit.
        if not any(hook[1] is _drain_after_commit for hook in connection.run_on_commit):
            transaction.on_commit(_drain_after_commit, robust=True)


def is_bulk() -> bool:
    """Whether single changes are not noted because a rebuild will follow."""
    return getattr(_bulk, "depth", 0) > 0


def enqueue_rebuild() -> None:
    """Notes that so much changed that a new index is due; the next drain makes it."""
    Outbox.objects.create(kind=Outbox.EVERYTHING, item_pk=0)


@contextlib.contextmanager
def one_rebuild_instead() -> Iterator[None]:
    """Around a bulk change: one row that asks for a rebuild instead of one per item."""
    _bulk.depth = getattr(_bulk, "depth", 0) + 1
    try:
        yield
    finally:
        _bulk.depth -= 1
    enqueue_rebuild()


def drain(limit: int | None = None, wait: float = DRAIN_WAIT_SECONDS) -> int:
    """Applies waiting rows in order; returns how many. Safe to run twice at once.

    Raises EngineUnavailableError when the engine cannot take them; they stay.
    """
    everything = limit is None
    if not everything and not _waiting().exists():
        return 0
    engine = get_engine()
    # Rows are read under the lock: otherwise a slower process could put an older state
    # of an item over a newer one.
    with engine.exclusive(wait):
        # A rebuild takes too long for somebody who only saved one item.
        rebuilt = _rebuild_if_due(engine) if everything else 0
        return rebuilt + _drain_batches(engine, limit)


def needs_rebuild(engine: SearchEngine) -> bool:
    """Whether there is no index yet, or one that this program would build otherwise."""
    try:
        return not engine.stats().up_to_date
    except EngineUnavailableError:
        return True


def _waiting() -> QuerySet[Outbox]:
    return Outbox.objects.filter(attempts__lt=Outbox.MOST_ATTEMPTS)


def _drain_batches(engine: SearchEngine, limit: int | None) -> int:
    applied, last = 0, 0
    while limit is None or applied < limit:
        single = _waiting().filter(pk__gt=last).exclude(kind=Outbox.EVERYTHING)
        rows = list(single.order_by("pk")[:BATCH])
        if not rows:
            break
        last = rows[-1].pk
        applied += _apply(engine, rows, counts=limit is None)
    return applied


def _rebuild_if_due(engine: SearchEngine) -> int:
    asked = Outbox.objects.filter(kind=Outbox.EVERYTHING).exists()
    return rebuild(engine) if asked or needs_rebuild(engine) else 0


def rebuild(engine: SearchEngine, progress: Progress | None = None) -> int:
    """A new index of everything live; returns its size. Call it under ``exclusive``."""
    newest = Outbox.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    count = engine.rebuild(all_documents(), progress)
    # Whatever was written since it began is not sure to be in the new index.
    Outbox.objects.filter(pk__lte=newest).delete()
    return count


def _apply(engine: SearchEngine, rows: list[Outbox], counts: bool) -> int:
    """One batch: items that are live are indexed, the others removed.

    ``counts``: whether a fault of an item is one of its attempts. After a commit it is
    not: there may be many of those within a second.
    """
    words = vocabulary()
    documents: list[SearchDocument] = []
    removed: list[str] = []
    failed: set[tuple[str, int]] = set()
    for kind, key in dict.fromkeys((row.kind, row.item_pk) for row in rows):
        try:
            document = _document(kind, key, words)
        # One broken item must not keep all others out of the index.
        except Exception as fault:
            logger.exception("%s:%s could not be made into a search document", kind, key)
            _note_fault(rows, kind, key, fault, counts)
            failed.add((kind, key))
            continue
        if document is None:
            removed.append(f"{kind}:{key}")
        else:
            documents.append(document)
    if removed:
        engine.remove(removed)
    if documents:
        engine.index(documents)
    done = [row.pk for row in rows if (row.kind, row.item_pk) not in failed]
    Outbox.objects.filter(pk__in=done).delete()
    return len(done)


def _document(kind: str, key: int, words: Vocabulary) -> SearchDocument | None:
    """The item as it is now, or None when it may not be found."""
    source = registry.source(kind)
    if source is None:
        return None
    item = source.live().filter(pk=key).first()
    return None if item is None else source.build(item, words)


def _note_fault(rows: list[Outbox], kind: str, key: int, fault: Exception, counts: bool) -> None:
    concerned = [row.pk for row in rows if (row.kind, row.item_pk) == (kind, key)]
    error = f"{type(fault).__name__}: {fault}"[:ERROR_LENGTH]
    Outbox.objects.filter(pk__in=concerned).update(
        attempts=F("attempts") + int(counts), last_error=error
    )


def _drain_after_commit() -> None:
    """Whoever saved something sees it found at once; if that fails it is found later."""
    try:
        drain(limit=INLINE_ROWS, wait=INLINE_WAIT_SECONDS)
    except (EngineUnavailableError, DatabaseError) as fault:
        logger.warning("The search index is not up to date yet: %s", fault)
