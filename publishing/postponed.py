"""Work on rows that can wait until all of a larger piece of work is stored."""

import contextlib
import threading
from collections.abc import Collection, Iterator


class Postponed:
    """Within `until_later` the keys of the rows are only noted; who began it does the work for all."""

    def __init__(self) -> None:
        self._noted = threading.local()

    @contextlib.contextmanager
    def until_later(self, keys: set[int]) -> Iterator[None]:
        """What would be worked on in this thread comes into ``keys`` instead."""
        outer = getattr(self._noted, "keys", None)
        self._noted.keys = keys
        try:
            yield
        finally:
            self._noted.keys = outer

    def noted(self, keys: Collection[int]) -> bool:
        """Whether these can wait; then they are noted."""
        waiting = getattr(self._noted, "keys", None)
        if waiting is None:
            return False
        waiting.update(keys)
        return True
