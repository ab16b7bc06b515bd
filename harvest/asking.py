"""Asks a source for its content, through the one door to the outside."""

from harvest import http, robots
from harvest.fetch_errors import FetchError, FetchFault
from harvest.kinds import Kind
from harvest.models import Source
from harvest.records import Content


def ask(source: Source, kind: Kind, *, is_conditional: bool = False) -> http.Fetched:
    """What the server answers; `is_conditional` lets it say that nothing changed (304).

    Raises FetchError, also for a page that the website keeps from programs (robots.txt).
    """
    return _fetch(
        source.address,
        kind,
        etag=source.etag if is_conditional else "",
        last_modified=source.last_modified if is_conditional else "",
    )


def content_of(fetched: http.Fetched) -> Content:
    """The answer as readers want it."""
    return Content(
        body=fetched.body,
        content_type=fetched.content_type,
        charset=fetched.charset,
        address=fetched.address,
    )


def get_page(address: str, kind: Kind) -> Content:
    """A further page of a source. Raises FetchError."""
    return content_of(_fetch(address, kind))


def _fetch(address: str, kind: Kind, *, etag: str = "", last_modified: str = "") -> http.Fetched:
    if kind.obeys_robots and not robots.may_fetch(address):
        raise FetchError(FetchFault.ROBOTS)
    return http.fetch(address, etag=etag, last_modified=last_modified, accept=kind.accept)
