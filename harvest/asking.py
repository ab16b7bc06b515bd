"""Asks a source for its content, through the one door to the outside."""

from collections.abc import Callable

from harvest import http
from harvest.kinds import Kind
from harvest.models import Source
from harvest.records import Content


def ask(source: Source, kind: Kind, *, is_conditional: bool = False) -> http.Fetched:
    """What the server answers; `is_conditional` lets it say that nothing changed (304).

    Raises `harvest.http.FetchError`.
    """
    return http.fetch(
        source.address,
        etag=source.etag if is_conditional else "",
        last_modified=source.last_modified if is_conditional else "",
        accept=kind.accept,
    )


def content_of(fetched: http.Fetched) -> Content:
    """The answer as readers want it."""
    return Content(
        body=fetched.body,
        content_type=fetched.content_type,
        charset=fetched.charset,
        address=fetched.address,
    )


def further_pages(kind: Kind) -> Callable[[str], Content]:
    """How a reader gets further pages; raises `harvest.http.FetchError`."""

    def get(address: str) -> Content:
        return content_of(http.fetch(address, accept=kind.accept))

    return get
