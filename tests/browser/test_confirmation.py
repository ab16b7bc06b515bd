"""The page behind the link that asks whether an item is still right, on a phone too."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import signing
from django.test import override_settings

from publishing.confirmation.addressees import fingerprint
from publishing.confirmation.links import Purpose
from tests.browser.axe import findings
from tests.browser.pages import LANGUAGES, MEMBER, PUBLIC
from tests.browser.prepared_site import PreparedSite

ORGANISATION = next(kind for kind in PUBLIC if kind.name == "organisation")


@pytest.fixture
def link(site: PreparedSite, address_of: Callable[..., str]) -> str:
    """The Dutch link that a member gets about the organisation."""
    key = (site.folder / "secret_key").read_text(encoding="utf-8").strip()
    pk = re.search(r"/(\d+)-", address_of(ORGANISATION, "nl"))
    assert pk is not None
    with override_settings(SECRET_KEY=key, SECRET_KEY_FALLBACKS=[]):
        content = ["organisation", int(pk[1]), date.today().isoformat(), fingerprint(MEMBER)]
        token = signing.dumps(content, salt=Purpose.CONFIRM.value)
    return f"/en/still-right/{token}/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_is_clear_to_everybody(
    language: str, link: str, new_page: Any, axe_script: str
) -> None:
    page = new_page(width=390, reduced_motion="reduce")
    page.goto(link)
    if language == "nl":
        page.goto(page.locator("a[hreflang=nl]").first.get_attribute("href"))
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("main form button[type=submit]").count() == 1
    assert findings(page, axe_script) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_link_that_does_not_work_says_what_to_do(
    link: str, new_page: Any, axe_script: str
) -> None:
    page = new_page(width=390, reduced_motion="reduce")
    answer = page.goto(f"{link[:-4]}/")
    assert answer.status == 404
    assert page.locator("main a[href^='mailto:']").count() == 1
    assert findings(page, axe_script) == []
