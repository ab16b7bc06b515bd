"""One candidate in a process of its own: it is told what to do over a pipe and says how it went."""

import gc
import os
import resource
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.engines.entries import Entry, Placed

#: Pages after which a process has read all it needs.
PAGES_BEFORE_WEIGHING = 60
WARM_UP = 10
POLLS = 0.002
KIBI = 1024


class WorkerError(Exception):
    """A candidate failed; the message is its traceback."""


@dataclass(frozen=True)
class Built:
    """Seconds as the clock has it and as processors worked, of this process and its children."""

    seconds: float
    processor: float
    peak: int
    size: int


@dataclass(frozen=True)
class Held:
    """What a process holds, in bytes: all, and what it cannot give back. The rest are files it
    mapped, the index among them, which all processes share."""

    all: int
    own: int


@dataclass(frozen=True)
class Time:
    """Milliseconds as the clock has them, and as the processors worked in the candidate's own
    process: waiting for a busy machine is not in the second, nor is the work of a server."""

    clock: float
    own: float


class Worker:
    """The near end of the pipe."""

    def __init__(self, entry: Entry, placed: Placed, count: int, seed: int) -> None:
        context = get_context("spawn")
        self._connection, far = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(far, entry.module, placed, count, seed), daemon=False
        )
        self._process.start()
        far.close()

    def call(self, name: str, *arguments: Any) -> Any:
        try:
            self._connection.send((name, arguments))
            worked, answer = self._connection.recv()
        except (EOFError, BrokenPipeError):
            raise WorkerError("The process of the candidate ended.") from None
        if not worked:
            raise WorkerError(answer)
        return answer

    def close(self) -> None:
        self._connection.close()
        self._process.join(timeout=30)
        if self._process.is_alive():
            self._process.terminate()


@contextmanager
def worker(entry: Entry, placed: Placed, count: int, seed: int) -> Iterator[Worker]:
    started = Worker(entry, placed, count, seed)
    try:
        yield started
    finally:
        started.close()


def _serve(connection: Connection, module: str, placed: Placed, count: int, seed: int) -> None:
    """The far end: until the pipe is closed."""
    for name in placed.unset:
        os.environ.pop(name, None)
    os.environ.update(placed.environment)
    import django

    django.setup()
    from bench.engines.servant import Servant

    servant: Servant | None = None
    while True:
        try:
            name, arguments = connection.recv()
        except EOFError:
            return
        try:
            servant = servant or Servant(module, placed, count, seed)
            answer = (True, getattr(servant, name)(*arguments))
        # Whatever goes wrong is told at the other end, which decides what it means.
        except Exception:  # noqa: BLE001
            answer = (False, traceback.format_exc())
        connection.send(answer)


def weigh() -> Held:
    """This process, from what the kernel adds up."""
    sizes: dict[str, int] = {}
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]:
        name, value, *_unit = line.split()
        sizes[name.rstrip(":")] = int(value) * KIBI
    return Held(all=sizes["Rss"], own=sizes["Anonymous"])


@contextmanager
def without_collecting() -> Iterator[None]:
    """Tidying up is done before and not in between."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def processor_seconds() -> float:
    found = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in found)


def now() -> float:
    return time.perf_counter()
