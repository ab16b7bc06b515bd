"""Tells the search index what changed, and loses nothing on the way.

``enqueue`` writes rows in the transaction of the change. After the commit, and from
time to time by ``manage.py run_due``, ``drain`` gives the changed items to the engine
and deletes the rows once the engine has them for sure. Whatever happens in between (a
killed process, a full disk, an engine that is away), the rows stay.
"""

import contextlib
import logging
import threading
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from search import healing
from search.applying import apply, note_fault
from search.engines import (
    EngineBusyError,
    EngineUnavailableError,
    IndexUnusableError,
    SearchEngine,
    get_engine,
)
from search.models import IndexState, Outbox
from search.rebuilding import needs_rebuild, rebuild
from search.turning import note_turned

logger = logging.getLogger(__name__)

BATCH = 200
# What a visitor who saves something waits for at most; the rest is drained later.
INLINE_ROWS = 200
INLINE_WAIT_SECONDS = 0.5
DRAIN_WAIT_SECONDS = 30.0
# How long an engine that took nothing is spared by those who save something.
FIRST_REST_SECONDS = 5
LONGEST_REST_SECONDS = 300

_bulk = threading.local()


def enqueue(kind: str, keys: Iterable[int]) -> None:
    """Notes that these items changed; the index hears of it after the commit."""
    if not is_bulk() and Outbox.note(kind, keys):
        _drain_once_after_commit()


def is_bulk() -> bool:
    """Whether single changes are not noted because a rebuild will follow."""
    return getattr(_bulk, "depth", 0) > 0


@contextlib.contextmanager
def drained_once() -> Iterator[None]:
    """Around many transactions of one piece of work: the index hears of them at its end.

    Of the first changes, as after any commit; the rest is for `run_due`.
    """
    outer = getattr(_bulk, "later", False)
    _bulk.later = True
    try:
        yield
    finally:
        _bulk.later = outer
    _drain_once_after_commit()


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


def retry(keys: Iterable[int] | None = None) -> int:
    """Lets parked rows (all, or those with these keys) be tried again; returns how many."""
    parked = Outbox.objects.parked()
    if keys is not None:
        parked = parked.filter(pk__in=keys)
    count = parked.update(attempts=0, not_before=None)
    if count:
        _drain_once_after_commit()
    return count


def drain(limit: int | None = None, wait: float = DRAIN_WAIT_SECONDS) -> int:
    """Applies waiting rows in order; returns how many. Safe to run twice at once.

    Without ``limit`` it also does what takes longer: a rebuild that is due, and what the
    calendar changed. Raises EngineUnavailableError when the engine cannot take the rows;
    they stay.
    """
    if limit is not None and not Outbox.objects.due().exists():
        return 0
    try:
        applied = _drain(get_engine(), limit, wait)
    except EngineBusyError:
        raise
    except EngineUnavailableError:
        _let_rest()
        raise
    if IndexState.now().failures:
        IndexState.note(failures=0, rests_until=None)
    return applied


def _drain(engine: SearchEngine, limit: int | None, wait: float) -> int:
    # Rows are read under the lock: otherwise a slower process could put an older state
    # of an item over a newer one.
    with engine.exclusive(wait):
        rebuilt = 0
        if limit is None:
            rebuilt = _rebuild_if_due(engine)
            note_turned(engine)
        return rebuilt + _drain_batches(engine, limit)


def _drain_batches(engine: SearchEngine, limit: int | None) -> int:
    applied, last = 0, 0
    while limit is None or applied < limit:
        due = Outbox.objects.due().filter(pk__gt=last).exclude(kind=Outbox.EVERYTHING)
        rows = list(due.order_by("pk")[:BATCH])
        if not rows:
            break
        last = rows[-1].pk
        applied += apply(engine, rows)
    return applied


def _rebuild_if_due(engine: SearchEngine) -> int:
    asked = list(Outbox.objects.due().filter(kind=Outbox.EVERYTHING))
    if not asked and not needs_rebuild(engine):
        return 0
    if not asked and not healing.claim():
        raise IndexUnusableError(
            "The search index cannot be used, and building it anew failed less than an hour "
            "ago: see the log, then run manage.py search_index rebuild"
        )
    try:
        return rebuild(engine)
    except Exception as fault:
        for row in asked:
            note_fault(row, fault)
        raise


def _let_rest() -> None:
    failures = min(IndexState.now().failures + 1, 1000)
    seconds = min(FIRST_REST_SECONDS * 2 ** min(failures - 1, 10), LONGEST_REST_SECONDS)
    IndexState.note(failures=failures, rests_until=timezone.now() + timedelta(seconds=seconds))


def _drain_once_after_commit() -> None:
    if getattr(_bulk, "later", False):
        return
    # A change of many items comes here once for each of them, but is one commit.
    if not any(hook[1] is _drain_after_commit for hook in connection.run_on_commit):
        transaction.on_commit(_drain_after_commit, robust=True)


def _drain_after_commit() -> None:
    """Whoever saved something sees it found at once; if that fails it is found later."""
    try:
        rests_until = IndexState.now().rests_until
        if rests_until and rests_until > timezone.now():
            return
        drain(limit=INLINE_ROWS, wait=INLINE_WAIT_SECONDS)
    except (EngineUnavailableError, DatabaseError) as fault:
        logger.warning("The search index is not up to date yet: %s", fault)
        healing.notice(fault)
