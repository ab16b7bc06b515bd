"""What rooms above do around the writing of a run: thousands of changes, told as one."""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

_around: list[Callable[[], AbstractContextManager[None]]] = []


def register_around_writing(make: Callable[[], AbstractContextManager[None]]) -> None:
    """Let a room put a context around the writing of every run; called from `apps.py`."""
    _around.append(make)


@contextlib.contextmanager
def while_writing() -> Iterator[None]:
    """The contexts of all rooms together."""
    with contextlib.ExitStack() as stack:
        for make in _around:
            stack.enter_context(make())
        yield
