"""A browser, and the site it looks at.

All fixtures end with this package: while Playwright runs, Django refuses to use the database.
"""

import json
import os
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from tests.browser.own_site import own_site
from tests.browser.pages import PageKind
from tests.browser.prepared_site import PreparedSite, prepared_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
LIST_OF = {
    "initiative": ("/initiatieven/", "/en/initiatives/"),
    "offer": ("/aanbod/", "/en/offers/"),
    "practice": ("/praktijken/", "/en/practices/"),
    "organisation": ("/organisaties/", "/en/organisations/"),
    # The calendar begins with today; the search finds those of the past too.
    "event": ("/zoeken/?kind=event", "/en/search/?kind=event"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> "Iterator[Browser]":
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (make test installs it)"
    )
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("Chromium is not installed (on Debian: apt install chromium)")
    # Chromium's own sandbox does not work for root.
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=executable, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def site(browser: "Browser") -> Iterator[PreparedSite]:
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        pytest.skip("The browser looks at a site with SQLite: run these without DATABASE_URL")
    with prepared_site() as prepared, prepared.serving():
        yield prepared


@pytest.fixture(scope="module")
def site_to_change(
    site: PreparedSite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PreparedSite]:
    """A copy of the site for the tests of one module, which may write to it."""
    with own_site(site, tmp_path_factory.mktemp("site")) as copy:
        yield copy


@pytest.fixture(scope="package")
def address_of(site: PreparedSite) -> Callable[[PageKind, str], str]:
    """Gives the whole address of a kind of page in a language."""
    items: dict[tuple[str, str], dict[str, str]] = {}

    def item_path(name: str, language: str) -> str:
        kind, _colon, ref = name.partition(":")
        if (kind, language) not in items:
            items[kind, language] = _paths_by_ref(site, LIST_OF[kind][language == "en"])
        return items[kind, language][ref]

    def address(kind: PageKind, language: str) -> str:
        path = kind.path(language)
        if path.startswith("{"):
            path = item_path(path.strip("{}"), language)
        return site.url + path

    return address


def _paths_by_ref(site: PreparedSite, list_path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    total, page = 1, 1
    while len(found) < total:
        mark = "&" if "?" in list_path else "?"
        address = f"{site.url}{list_path}{mark}format=json&per_page=100&page={page}"
        with urllib.request.urlopen(address) as response:
            answer = json.load(response)
        found |= {
            row["ref"]: "/" + row["url"].partition("://")[2].partition("/")[2]
            for row in answer["results"]
        }
        total, page = answer["total"], page + 1
    return found


@pytest.fixture(scope="package")
def cookies_of(browser: "Browser", site: PreparedSite) -> Callable[[str], Any]:
    """Gives what the browser of somebody keeps after logging in once."""
    kept: dict[str, Any] = {}

    def log_in(email: str) -> Any:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{site.url}/account/login/")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", site.password(email))
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/login/" not in url)
        state = context.storage_state()
        context.close()
        return state

    def cookies(email: str) -> Any:
        if email not in kept:
            kept[email] = log_in(email)
        return kept[email]

    return cookies


@pytest.fixture(scope="package")
def opened(
    browser: "Browser", site: PreparedSite, cookies_of: Callable[[str], Any]
) -> "Callable[..., AbstractContextManager[Page]]":
    """A page in a browser without history; takes the options of a context, and `who` logs in."""

    @contextmanager
    def page(
        *, who: str = "", width: int = 1280, height: int = 900, **options: Any
    ) -> "Iterator[Page]":
        if who:
            options["storage_state"] = cookies_of(who)
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, base_url=site.url, **options)
        context.set_default_timeout(30_000)
        try:
            yield context.new_page()
        finally:
            context.close()

    return page


@pytest.fixture
def new_page(
    opened: "Callable[..., AbstractContextManager[Page]]",
) -> "Iterator[Callable[..., Page]]":
    """Like `opened`, and closed at the end of the test."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(opened(**options))


@pytest.fixture(scope="package")
def axe_script() -> str:
    package = pytest.importorskip(
        "axe_playwright_python.base",
        reason="axe-playwright-python is not installed (make test installs it)",
    )
    script: str = package.AXE_SCRIPT
    return script
