"""Keeps Python from fetching and returning memory a thousand times for one page.

CPython (3.11 and later) keeps the frames of running functions in chunks of 16 KB. A function that
does not fit gets a new chunk from the system, which goes back when the function ends. A template
calls functions to a depth of some hundreds, up and down, so a page crosses the end of a chunk
thousands of times: measured, a fifth of the processor time of a page was the system handing out
and clearing the same memory. A frame that does not fit in a common chunk gets a chunk of its own of
at least twice the size, and what is called from it uses the rest of that one.
"""

from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[..., Iterable[bytes]]

#: In words of eight bytes: more than half of 256 KB, so that the chunk has 256 KB, of which about
#: half is left: enough for some thousand frames.
ROOM = 17_000


def with_room(application: Application) -> Application:
    """The same application, run in a frame with room behind it; answers and faults pass through."""

    def call(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return application(environ, start_response)

    # Only claims the room: nothing is ever put there, so it costs nothing to begin or to end.
    call.__code__ = call.__code__.replace(co_stacksize=ROOM)
    return call
