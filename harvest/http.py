"""The door to the outside: gets what is at an address of somebody else's, and assumes the worst.

The only module of the project that may import `socket` or a client of HTTP
(`tests/harvest/test_one_door.py`). Every address is hostile, and so is every answer: a name is
looked up once, all its addresses must be public, and the connection goes to one of those very
addresses; redirects are followed by hand and looked at like the first address; one deadline
holds for all of it. No proxy, no cookie, no password and no `.netrc` plays a part.
See "The door to the outside" in `docs/harvest.md`.
"""

import contextlib
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from functools import cache
from http.client import HTTPException, HTTPResponse
from ipaddress import ip_address
from itertools import chain, zip_longest
from typing import Any, cast

from django.conf import settings

from harvest import web_address
from harvest.answer_headers import IN_A_HEADER, kept_validator, retry_after
from harvest.fetch_errors import FetchError, FetchFault
from harvest.fetched import USUAL_LIMITS, Fetched, Limits
from harvest.networks import Address, is_public, networks
from harvest.secret_addresses import shown
from harvest.unpacking import Unpacker
from harvest.web_address import WebAddress

__all__ = ["FetchError", "FetchFault", "Fetched", "Limits", "fetch"]

PIECE = 64 * 1024
# At a name with many dead addresses we wait for two, one of each family, and try no more than four.
MOST_TIMEOUTS = 2
MOST_ATTEMPTS = 4
REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT_REDIRECTS = (301, 308)


def fetch(
    address: str,
    *,
    etag: str = "",
    last_modified: str = "",
    accept: str = "*/*",
    limits: Limits = USUAL_LIMITS,
    user_agent: str | None = None,
) -> Fetched:
    """Get what is at `address`, which may be anything that somebody typed.

    With the `etag` and `last_modified` of an earlier answer the server may say 304: unchanged.
    Raises FetchError, and nothing else, when there is no answer to use.
    """
    deadline = _Deadline(limits.seconds)
    here = web_address.read(address)
    headers = {
        "User-Agent": user_agent or settings.HARVEST_USER_AGENT,
        "Accept": accept,
        "Accept-Encoding": "gzip, deflate",
        "If-None-Match": etag,
        "If-Modified-Since": last_modified,
        "Connection": "close",
    }
    seen = {str(here)}
    moved_for_good = True
    while True:
        with _answer(here, headers, limits, deadline) as answer:
            location = answer.getheader("Location", "")
            if answer.status not in REDIRECTS or not location:
                asked = bool(etag or last_modified)
                moved = str(here) if moved_for_good and len(seen) > 1 else ""
                return _fetched(here, answer, limits, may_be_unchanged=asked, moved=moved)
            moved_for_good = moved_for_good and answer.status in PERMANENT_REDIRECTS
        here = web_address.follow(here, location)
        # Without cookies the same address sends us the same way again.
        if str(here) in seen or len(seen) > limits.redirects:
            raise FetchError(FetchFault.TOO_MANY_REDIRECTS)
        seen.add(str(here))


class _Deadline:
    """The moment at which all must be done, whatever the server does."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self.answered = False

    def left(self) -> float:
        """Seconds, more than 0. Raises FetchError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchError(FetchFault.TIMEOUT, answered=self.answered)
        return left


# --- Connecting -----------------------------------------------------------------------------------


def _addresses(here: WebAddress, deadline: _Deadline) -> list[Address]:
    """Where `here` is. One that is not public spoils them all."""
    if here.port not in settings.HARVEST_PORTS:
        raise FetchError(FetchFault.BAD_ADDRESS)
    found = [here.number] if here.number else _looked_up(here.host, deadline)
    allowed = networks(settings.HARVEST_ALLOWED_NETWORKS)
    if not all(is_public(address, allowed) for address in found):
        raise FetchError(FetchFault.NOT_ALLOWED)
    return found


def _looked_up(name: str, deadline: _Deadline) -> list[Address]:
    """In a thread of its own, since nothing stops a question to a name server that hangs."""
    answers: queue.SimpleQueue[list[Address] | None] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
            answers.put([ip_address(answer[4][0]) for answer in found])
        except (OSError, ValueError):  # UnicodeError is a ValueError
            answers.put(None)

    try:
        threading.Thread(target=ask, name="name-lookup", daemon=True).start()
        found = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise FetchError(FetchFault.TIMEOUT) from None
    except RuntimeError:  # there is no room for another thread
        raise FetchError(FetchFault.UNREACHABLE) from None
    if not found:
        raise FetchError(FetchFault.NAME_UNKNOWN)
    return list(dict.fromkeys(found))


def _in_turns(found: Sequence[Address]) -> list[Address]:
    """One of each family in turns, so that a family that leads nowhere does not cost everything."""
    first = [address for address in found if address.version == found[0].version]
    second = [address for address in found if address.version != found[0].version]
    turns = chain.from_iterable(zip_longest(first, second))
    return [address for address in turns if address is not None]


def _connected(here: WebAddress, limits: Limits, deadline: _Deadline) -> socket.socket:
    timeouts = 0
    for address in _in_turns(_addresses(here, deadline))[:MOST_ATTEMPTS]:
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(min(limits.connect_seconds, deadline.left()))
            # A number, so nobody is asked for a name a second time.
            connection.connect((str(address), here.port))
        except TimeoutError:
            connection.close()
            timeouts += 1
            if timeouts == MOST_TIMEOUTS:
                break
        except OSError:
            connection.close()
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise FetchError(FetchFault.TIMEOUT if timeouts else FetchFault.UNREACHABLE)


@cache
def _authorities() -> ssl.SSLContext:
    """Those of the machine. Made once: reading them takes longer than many a fetch."""
    return ssl.create_default_context()


def _secured(connection: socket.socket, here: WebAddress, deadline: _Deadline) -> socket.socket:
    """The connection in TLS, with a certificate that is right for the host."""
    connection.settimeout(deadline.left())
    try:
        return _authorities().wrap_socket(connection, server_hostname=here.host)
    except ssl.SSLCertVerificationError:
        raise FetchError(FetchFault.CERTIFICATE) from None
    except TimeoutError:
        raise FetchError(FetchFault.TIMEOUT) from None
    except (OSError, ValueError):
        raise FetchError(FetchFault.UNREACHABLE) from None


# --- Asking ---------------------------------------------------------------------------------------


class _Line(io.RawIOBase):
    """What comes from the server: not after the deadline, and not more than the budget."""

    def __init__(self, connection: socket.socket, budget: int, deadline: _Deadline) -> None:
        self._connection = connection
        self._deadline = deadline
        self.budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(self._deadline.left())
        received = self._connection.recv_into(buffer)
        self.budget -= received
        if self.budget < 0:
            answered = self._deadline.answered
            raise FetchError(FetchFault.TOO_LARGE if answered else FetchFault.BAD_ANSWER)
        return received

    def makefile(self, mode: str) -> io.BufferedReader:
        """As HTTPResponse asks it of a socket."""
        return io.BufferedReader(self)


class _Answer(HTTPResponse):
    """The status and headers of an answer, and its body piece by piece."""

    def __init__(self, line: _Line) -> None:
        super().__init__(cast(socket.socket, line), method="GET")
        self.line = line


def _request(here: WebAddress, headers: dict[str, str]) -> bytes:
    lines = [f"GET {here.path} HTTP/1.1", f"Host: {here.authority}"]
    # A value that came from a server earlier must not become a header of its own.
    lines += [f"{name}: {value}" for name, value in headers.items() if IN_A_HEADER.fullmatch(value)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


@contextlib.contextmanager
def _answer(
    here: WebAddress, headers: dict[str, str], limits: Limits, deadline: _Deadline
) -> Iterator[_Answer]:
    """What the server says, as far as its headers. Every fault becomes a FetchError."""
    deadline.answered = False
    connection = _connected(here, limits, deadline)
    try:
        if here.scheme == "https":
            connection = _secured(connection, here, deadline)
        connection.settimeout(deadline.left())
        connection.sendall(_request(here, headers))
        answer = _Answer(_Line(connection, limits.header_bytes, deadline))
        answer.begin()
        deadline.answered = True
        answer.line.budget = limits.body_bytes + limits.header_bytes
        yield answer
    except TimeoutError:
        raise FetchError(FetchFault.TIMEOUT, answered=deadline.answered) from None
    except (ConnectionError, ssl.SSLError, EOFError):
        raise FetchError(FetchFault.INCOMPLETE, answered=deadline.answered) from None
    except (HTTPException, OSError, ValueError):
        raise FetchError(FetchFault.BAD_ANSWER, answered=deadline.answered) from None
    finally:
        connection.close()


# --- Taking what comes ----------------------------------------------------------------------------


def _fetched(
    here: WebAddress, answer: _Answer, limits: Limits, *, may_be_unchanged: bool, moved: str
) -> Fetched:
    unchanged = answer.status == 304 and may_be_unchanged
    if answer.status != 200 and not unchanged:
        busy = answer.status == 429
        raise FetchError(
            FetchFault.TOO_MANY_REQUESTS if busy else FetchFault.STATUS,
            status=answer.status,
            retry_after=retry_after(answer.getheader("Retry-After", "")),
            answered=True,
        )
    body, size = (b"", 0) if unchanged else _body(answer, limits)
    given = answer.headers
    return Fetched(
        status=answer.status,
        body=body,
        final_address=shown(str(here)),
        address=str(here),
        etag=kept_validator(given.get("ETag", ""), 300),
        last_modified=kept_validator(given.get("Last-Modified", ""), 100),
        content_type=given.get_content_type() if given.get("Content-Type") else "",
        charset=(given.get_content_charset() or "")[:40],
        size_received=size,
        permanent_redirect=moved,
    )


def _body(answer: _Answer, limits: Limits) -> tuple[bytes, int]:
    """The body, and how many bytes it was on the line."""
    if answer.length is not None and answer.length > limits.body_bytes:
        raise FetchError(FetchFault.TOO_LARGE, answered=True)
    layers = answer.headers.get_all("Content-Encoding", [])
    unpacker = Unpacker(",".join(layers), limits.body_bytes)
    size = 0
    try:
        while piece := answer.read(PIECE):
            size += len(piece)
            if size > limits.body_bytes:
                raise FetchError(FetchFault.TOO_LARGE, answered=True)
            unpacker.feed(piece)
    except HTTPException:
        raise FetchError(FetchFault.INCOMPLETE, answered=True) from None
    if answer.length:
        raise FetchError(FetchFault.INCOMPLETE, answered=True)
    return unpacker.finish(), size
