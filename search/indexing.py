"""Takes all documents of a new index apart: a few here, many in a second process.

Reading them from the database, which whoever rebuilds does meanwhile, takes longer than
the analysis, so one process beside it keeps up and more would wait. It is started anew
and not forked: it shares no connection, lock or thread with this one.
"""

import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from itertools import islice

import django

from search.analysed import AnalysedDocument, analyse
from search.document import SearchDocument

logger = logging.getLogger(__name__)

# So many are done before a second process has started.
FIRST_HERE = 2_000
BATCH = 100
# So many batches may be on their way, so that memory stays small while the process starts.
AHEAD = 30

Batch = list[SearchDocument]
# None: nobody else has the batch.
Answer = Future[list[AnalysedDocument]] | None


def analyse_all(documents: Iterable[SearchDocument]) -> Generator[AnalysedDocument, None, None]:
    """Each document analysed, in the order given.

    Whoever may stop before the end closes this, and the second process ends. A fault of a
    document is raised as it is; a second process that cannot start or dies is done without.
    """
    waiting = iter(documents)
    # What this process holds already is not searched for rubbish again and again meanwhile.
    gc.freeze()
    try:
        yield from map(analyse, islice(waiting, FIRST_HERE))
        executor = _second_process()
        if executor is None:
            yield from map(analyse, waiting)
        else:
            yield from _beside(waiting, executor)
    finally:
        gc.unfreeze()


def _may_start_another() -> bool:
    processors = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(2)
    return len(processors) > 1 and not multiprocessing.current_process().daemon


def _second_process() -> ProcessPoolExecutor | None:
    """It starts when the first batch is sent; None where there cannot be one."""
    if not _may_start_another():
        return None
    try:
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, mp_context=spawn, initializer=_begin)
    except (OSError, ImportError, NotImplementedError) as fault:
        logger.warning("There is no second process to analyse in: %s", fault)
        return None


def _beside(
    documents: Iterator[SearchDocument], executor: ProcessPoolExecutor
) -> Iterator[AnalysedDocument]:
    sent: deque[tuple[Batch, Answer]] = deque()
    try:
        while batch := list(islice(documents, BATCH)):
            sent.append((batch, _send(executor, batch)))
            while len(sent) > AHEAD or (sent and _is_ready(sent[0][1])):
                yield from _received(*sent.popleft())
        while sent:
            yield from _received(*sent.popleft())
    finally:
        executor.shutdown(cancel_futures=True)


def _send(executor: ProcessPoolExecutor, batch: Batch) -> Answer:
    try:
        return executor.submit(_analyse_batch, batch)
    except (BrokenExecutor, OSError) as fault:
        logger.debug("The second process takes no more: %s", fault)
        return None


def _is_ready(answer: Answer) -> bool:
    return answer is None or answer.done()


def _received(batch: Batch, answer: Answer) -> Iterable[AnalysedDocument]:
    if answer is not None:
        try:
            return answer.result()
        except BrokenExecutor as fault:
            logger.warning("The process that analyses is gone, its work is done here: %s", fault)
    return map(analyse, batch)


def _analyse_batch(batch: Batch) -> list[AnalysedDocument]:
    return [analyse(document) for document in batch]


def _begin() -> None:
    """What the second process does first."""
    # Whoever presses Ctrl-C means the command; that one ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        # It returns when the other process has gone, also when that was killed.
        parent.join()
        os._exit(1)
