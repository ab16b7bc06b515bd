"""Asks for an address as somebody, puts everything back, and tells what it did."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from unittest import mock

from django.conf import settings
from django.db import connection, transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client

from tests.rights.everybody import World

#: What may be written while looking: about the visit, not about what the site holds.
OF_THE_VISIT = frozenset(
    {
        "django_session",
        "usersessions_usersession",
        "wagtailadmin_editingsession",  # who has an editor open, to warn the next one
        "wagtailcore_pagesubscription",  # whether that editor wants mail about comments
        "wagtailimages_rendition",  # a picture in the size that was asked for
    }
)
_WRITE = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+\"?(\w+)", re.IGNORECASE)


@dataclass
class Answer:
    """What came back: ``200``, ``302 /where/``, or ``error`` when the view raised one."""

    text: str
    content: bytes = b""
    writes: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        return self.text.partition(" ")[0]


def ask(
    world: World,
    person: str,
    path: str,
    data: dict[str, Any] | None = None,
    *,
    method: str = "get",
    drawn: bool = False,
    **options: Any,
) -> Answer:
    """Ask for `path` as `person` and undo whatever that changed.

    :param drawn: whether to draw the page, too. Most questions are answered by the status, and
        drawing takes most of the time.
    :param options: of the test client, such as ``enforce_csrf_checks``.
    """
    client = _client(world, person, **options)
    writes: list[str] = []
    drawing = mock.patch.object(SimpleTemplateResponse, "render", _leave_out)
    with transaction.atomic(), connection.execute_wrapper(_noting(writes)), _quiet():
        if drawn:
            response = getattr(client, method)(path, data or {})
        else:
            with drawing:
                response = getattr(client, method)(path, data or {})
        content = b"" if not drawn else _received(response)
        transaction.set_rollback(True)
    return Answer(_in_words(response), content, writes)


def _client(world: World, person: str, **options: Any) -> Client:
    """The same visit each time, whatever the last answer did to the cookies."""
    client = Client(raise_request_exception=False, **options)
    known = world.cookies.get(person)
    if known:
        client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: known})
    return client


def _in_words(response: Any) -> str:
    if response.status_code == 500:
        return "error"
    if 300 <= response.status_code < 400:
        return f"{response.status_code} {response.headers['Location'].partition('?')[0]}"
    return str(response.status_code)


def _received(response: Any) -> bytes:
    return response.getvalue() if response.streaming else response.content


def _leave_out(response: SimpleTemplateResponse) -> SimpleTemplateResponse:
    if not response.is_rendered:
        response.content = b""
    return response


def _noting(writes: list[str]) -> Any:
    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = _WRITE.match(sql)
        if found and found.group(2) not in OF_THE_VISIT:
            writes.append(f"{found.group(1).upper()} {found.group(2)}")
        return run(sql, params, many, context)

    return execute


@contextmanager
def _quiet() -> Iterator[None]:
    """Refusals are what these tests are about; a thousand warnings hide what went wrong."""
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
