"""One writer at a time, for indices that several machines may write to.

With PostgreSQL all machines of a site share a database, and its advisory locks go away
with whoever held them. SQLite means one machine: there a locked file does.
"""

import contextlib
import fcntl
import hashlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import Error as DatabaseFault
from django.db import connection

from search.engines.base import EngineBusyError, EngineUnavailableError

FIRST_PAUSE = 0.01
LONGEST_PAUSE = 0.25


@contextlib.contextmanager
def single_writer(name: str, folder: Path, timeout: float) -> Iterator[None]:
    """Held by one process of the site; waits ``timeout`` seconds for it.

    Raises EngineBusyError when somebody else holds it for longer.
    """
    if connection.vendor == "postgresql":
        with _database_lock(name, timeout):
            yield
    else:
        with file_lock(folder / f"{name}.lock", timeout):
            yield


@contextlib.contextmanager
def file_lock(path: Path, timeout: float) -> Iterator[None]:
    """The operating system frees the lock of a killed process."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w")
    except OSError as fault:
        raise EngineUnavailableError(f"The search index cannot be written: {fault}") from fault
    with file:
        _wait_for(lambda: _locked(file.fileno()), timeout)
        yield


@contextlib.contextmanager
def _database_lock(name: str, timeout: float) -> Iterator[None]:
    # A connection of its own: the lock outlives a transaction that fails, and a second
    # taker in the same process waits like any other.
    own = connection.copy()
    try:
        try:
            _wait_for(lambda: _granted(own, _key(name)), timeout)
        except DatabaseFault as fault:
            raise EngineUnavailableError(f"No lock for the search index: {fault}") from fault
        yield
    finally:
        # Which frees the lock.
        own.close()


def _granted(database: object, key: int) -> bool:
    with database.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        return bool(cursor.fetchone()[0])


def _key(name: str) -> int:
    digest = hashlib.sha256(f"vlechtwerk search {name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_for(taken: Callable[[], bool], timeout: float) -> None:
    deadline = time.monotonic() + timeout
    pause = FIRST_PAUSE
    while not taken():
        if time.monotonic() + pause > deadline:
            raise EngineBusyError("The search index is being written")
        time.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
