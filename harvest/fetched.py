"""What a fetch may cost, and what it gives."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """What one fetch may cost: seconds for all of it and for one connection, bytes of the headers
    of an answer, bytes of a body both packed and unpacked, and how many redirects."""

    seconds: float = 14.0
    connect_seconds: float = 4.0
    header_bytes: int = 64 * 1024
    body_bytes: int = 10 * 1024 * 1024
    redirects: int = 5


USUAL_LIMITS = Limits()


@dataclass(frozen=True)
class Fetched:
    """What a server answered.

    `status` is 200, or 304 when nothing changed since `etag` and `last_modified` were given;
    `body` is unpacked, `size_received` is what came over the line. `final_address` may be shown;
    `address` is the same in full, for following links, and may be secret. `permanent_redirect` is
    the new address (in full) when the server says at every step that it moved for good, else empty.
    """

    status: int
    body: bytes = field(repr=False)
    final_address: str
    address: str = field(repr=False)
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    charset: str = ""
    size_received: int = 0
    permanent_redirect: str = field(default="", repr=False)
