"""Draws one picture at a time in each process, and keeps the last few that were finished.

Drawing takes much of a processor and of memory, and anybody may ask for it; what is asked again
costs nothing.
"""

import threading
from hashlib import sha256

from monitor.documents.pictures import png_of

#: How long somebody waits for their turn.
WAIT_SECONDS = 4.0
#: So many finished pictures are kept, of at most so many bytes each.
KEPT, LARGEST_KEPT = 16, 1_000_000

_turn = threading.BoundedSemaphore(1)
#: The one that was used last at the end.
_finished: dict[bytes, bytes] = {}
_lock = threading.Lock()


class PicturesBusyError(Exception):
    """Others wait for a picture already; try again soon."""


def finished_png(svg: str, *, width: int) -> bytes:
    """The same as `png_of`, which says what it takes and what else it raises.

    Raises:
        PicturesBusyError: when it was not its turn in time.
    """
    key = sha256(f"{width} {svg}".encode()).digest()
    if (kept := _kept(key)) is not None:
        return kept
    if not _turn.acquire(timeout=WAIT_SECONDS):
        raise PicturesBusyError
    try:
        # Somebody before us may have asked for the same.
        if (kept := _kept(key)) is not None:
            return kept
        png = png_of(svg, width=width)
    finally:
        _turn.release()
    _keep(key, png)
    return png


def forget_all() -> None:
    """As if the process began."""
    with _lock:
        _finished.clear()


def _kept(key: bytes) -> bytes | None:
    with _lock:
        png = _finished.pop(key, None)
        if png is not None:
            _finished[key] = png
        return png


def _keep(key: bytes, png: bytes) -> None:
    if len(png) > LARGEST_KEPT:
        return
    with _lock:
        _finished[key] = png
        while len(_finished) > KEPT:
            del _finished[next(iter(_finished))]
