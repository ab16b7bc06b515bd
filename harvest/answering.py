"""What a source answers, read if there is anything new in it."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from harvest.asking import ask, content_of
from harvest.claiming import BusyError
from harvest.further_pages import further_pages
from harvest.host_claims import host_of, one_at_a_time
from harvest.kinds import Kind
from harvest.models import Source
from harvest.reading import read_content
from harvest.records import Content, Reading
from harvest.sameness import content_hash, is_of_this_version


@dataclass(frozen=True)
class Answer:
    """`reading` is None when nothing changed; `content_hash` is empty when the server said so
    without sending anything. `moved_to` is where the server says that it is now, for good.
    Unless `is_one_page`, other pages were read with it, of whose changes it says nothing."""

    reading: Reading | None
    status: int | None = None
    size: int = 0
    etag: str = ""
    last_modified: str = ""
    content_hash: str = ""
    moved_to: str = ""
    is_one_page: bool = True


@contextlib.contextmanager
def server_for_us(source: Source) -> Iterator[None]:
    """Nobody else asks the server of this source until the block ends. Raises BusyError."""
    host = host_of(source.address) if source.address else ""
    if not host:
        yield
        return
    with one_at_a_time(host) as mine:
        if not mine:
            raise BusyError
        yield


def get_answer(
    source: Source, kind: Kind, content: Content | None, alive: Callable[[], None]
) -> Answer:
    """Ask the address, or take the uploaded content, and read it.

    `alive` is called each time a further page is got. Raises FetchError.
    """
    if content is not None:
        return _read(source, kind, content, alive)
    fetched = ask(source, kind, is_conditional=is_of_this_version(source.content_hash))
    if fetched.status == 304:
        return Answer(None, 304, etag=source.etag, last_modified=source.last_modified)
    answer = _read(source, kind, content_of(fetched), alive)
    return Answer(
        reading=answer.reading,
        status=fetched.status,
        size=answer.size,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        content_hash=answer.content_hash,
        is_one_page=answer.is_one_page,
        moved_to=fetched.permanent_redirect,
    )


def _read(source: Source, kind: Kind, content: Content, alive: Callable[[], None]) -> Answer:
    stamp, size = content_hash(content.body), len(content.body)
    if stamp == source.content_hash:
        return Answer(None, size=size, content_hash=stamp)
    get = further_pages(kind, source.address)
    others: list[str] = []

    def fetch(address: str) -> Content:
        alive()
        others.append(address)
        return get(address)

    reading = read_content(source, kind, content, fetch)
    return Answer(reading, size=size, content_hash=stamp, is_one_page=not others)
