"""Everything that can go wrong in the embedded engine is one of three things to the outside."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from search.engines.base import EngineUnavailableError, IndexUnusableError
from search.engines.embedded_store import IndexFolder

FAULTS = (ValueError, OSError, RuntimeError, LookupError, TypeError, OverflowError)
# A fault in the engine's own code arrives under this name, and is no Exception.
PANIC = "PanicException"
# Reading the whole index takes long, and faults come in numbers.
EXAMINED_EVERY_SECONDS = 60.0

P = ParamSpec("P")
T = TypeVar("T")

_examined: dict[str, float] = {}


class Faulty(Protocol):
    def faults(self) -> AbstractContextManager[None]: ...


def guarded(
    method: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate[Any, P], T]:
    """A method of the engine, of which every fault is an EngineUnavailableError."""

    @wraps(method)
    def call(self: Faulty, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.faults():
            return method(self, *args, **kwargs)

    return call


@contextmanager
def engine_faults(folder: IndexFolder) -> Iterator[None]:
    try:
        yield
    except BaseException as fault:
        if isinstance(fault, FAULTS) or type(fault).__name__ == PANIC:
            raise _judged(folder, fault) from fault
        raise


def _judged(folder: IndexFolder, fault: BaseException) -> EngineUnavailableError:
    """A fault while reading is damage when the files say so too, and then every worker
    gets to know it; otherwise it may be the question, or the machine."""
    try:
        generation = folder.current()
        if time.monotonic() - _examined.get(str(generation), float("-inf")) > (
            EXAMINED_EVERY_SECONDS
        ):
            _examined[str(generation)] = time.monotonic()
            folder.examine(generation, closely=True)
    except IndexUnusableError as damaged:
        return damaged
    except (EngineUnavailableError, OSError):
        pass
    return EngineUnavailableError(f"The embedded search index failed: {fault}")
