"""A small site with one of everything, loaded once for all tests of this package."""

import logging
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from hypothesis import settings

from tests.portal.launch_folder import LaunchFolder

settings.register_profile("wild")

ARTICLES = 14
MORE_PAGES = """
- id: news
  type: article_index
  parent: home
  order: 15
  slug: {nl: nieuws, en: news}
  title: {nl: Nieuws, en: News}
""" + "".join(
    f"""
- id: article-{number}
  type: article
  parent: news
  order: {number}
  slug: {{nl: bericht-{number}, en: message-{number}}}
  title: {{nl: Bericht {number}, en: Message {number}}}
  intro: {{nl: Er is nieuws., en: There is news.}}
"""
    for number in range(ARTICLES)
)


@pytest.fixture(scope="package", autouse=True)
def small_site(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Everything in one transaction that is undone after the package, with an index of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "content").mkdir()
    content = LaunchFolder(folder / "content")
    pages = content.path / "pages.yaml"
    pages.write_text(pages.read_text(encoding="utf-8") + MORE_PAGES, encoding="utf-8")
    with (
        override_settings(SEARCH_URL=f"embedded://{folder / 'index'}"),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        call_command("load_launch_content", path=content.path, stdout=StringIO())
        call_command("search_index", "rebuild", stdout=StringIO())
        yield
        transaction.set_rollback(True)


class _Markup(HTMLParser):
    """Notes whether a value of ours became an element or an attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.broken_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "vw-mark" or any(name == "vw-attribute" for name, _value in attrs):
            self.broken_out.append(self.get_starttag_text() or tag)

    handle_startendtag = handle_starttag


def markup_that_broke_out(html: str) -> list[str]:
    parser = _Markup()
    parser.feed(html)
    return parser.broken_out


@pytest.fixture
def ask(db: None, caplog: pytest.LogCaptureFixture) -> Callable[..., Any]:
    """Ask for an address as it stands, and see that nothing went wrong behind the answer.

    An exception in a view comes out here with its traceback. ``received`` of the answer is
    its whole body, also of one that was sent in parts.
    """

    def get(path: str, querystring: str = "", client: Client | None = None, **headers: str) -> Any:
        caplog.clear()
        visitor = client or Client()
        response = visitor.get(path, QUERY_STRING=querystring, **headers)
        response_body = response.getvalue() if response.streaming else response.content
        response.received = response_body
        faults = [
            record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR
        ]
        assert not faults, faults
        assert response.status_code < 500
        if response["Content-Type"].startswith("text/html") and b"vw-" in response_body:
            assert not markup_that_broke_out(response_body.decode())
        return response

    return get
