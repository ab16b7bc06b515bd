"""A browser in which a programme manager has logged in, on the site of the test itself."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.browser.axe import RUN_AXE, TAGS
from tests.factories import RegionFactory, RoleAssignmentFactory, UserFactory

CHROMIUM = shutil.which("chromium")

#: What every module of such tests is marked with.
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="Chromium is not installed (on Debian: apt install chromium)"
    ),
    pytest.mark.django_db(transaction=True),
]

#: Of Wagtail's own frame, and not of our parts: its pages have headings of their own making.
NOT_OURS = {"page-has-heading-one"}


@pytest.fixture
def page(live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A page of a manager who has logged in, which remembers every complaint of the browser."""
    playwright_api = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed (make test installs it)"
    )
    # The driver keeps an event loop, in which Django would refuse to use the database.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    user = UserFactory()
    RoleAssignmentFactory(user=user, region=RegionFactory(label="Regio A"))
    client = Client()
    client.force_login(user)
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": live_server.url,
    }
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}
        )
        context.add_cookies([cookie])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: m.type == "error" and page.complaints.append(m.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                request.url.startswith((live_server.url, "data:", "blob:"))
                or page.complaints.append(request.url)
            ),
        )
        yield page
        browser.close()


def violations(page: Any) -> list[Any]:
    """What axe finds wrong with a page of the admin, as rules and places."""
    package = pytest.importorskip(
        "axe_playwright_python.base",
        reason="axe-playwright-python is not installed (make test installs it)",
    )
    page.evaluate(package.AXE_SCRIPT)
    found = page.evaluate(RUN_AXE, TAGS)["violations"]
    return [
        (one["id"], [node["target"] for node in one["nodes"]])
        for one in found
        if one["id"] not in NOT_OURS
    ]
