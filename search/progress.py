"""Tells how far a long task is: a line that counts on a terminal, now and then one in a log."""

import time
from types import TracebackType
from typing import Any, Self

# A terminal gets so many lines a second; a log one in so many seconds.
SHOWN_EVERY_SECONDS = 0.2
LOGGED_EVERY_SECONDS = 10.0


class ProgressLine:
    """Called with how many are done. ``total`` may be estimated."""

    def __init__(self, out: Any, total: int) -> None:
        self._out = out
        self._total = total
        self._started = time.monotonic()
        self._terminal = bool(out.isatty())
        # The first line of a log comes late enough to spare short tasks one.
        self._next = self._started + (0.0 if self._terminal else LOGGED_EVERY_SECONDS)

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (SHOWN_EVERY_SECONDS if self._terminal else LOGGED_EVERY_SECONDS)
        self._out.write(self.text(done, now - self._started), ending=self._ending)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._terminal:
            # What comes next must not begin in the middle of this line.
            self._out.write(" " * 60, ending="\r")

    def text(self, done: int, seconds: float) -> str:
        rate = done / seconds if seconds > 0 else 0.0
        share = f" ({min(done / self._total, 1):.0%})" if self._total else ""
        return f"  {done:,} of {self._total:,} documents{share}, {rate:,.0f} a second"

    @property
    def _ending(self) -> str:
        return "\r" if self._terminal else "\n"
