"""Pages that only show after something else, light and dark, on a phone and on a desk.

Every other kind of page is looked at where it is visited: `test_visit.py`.
"""

from typing import Any

import pytest
from django.template.loader import get_template
from django.utils.translation import override

from tests.browser.axe import RUN_AXE, TAGS, findings
from tests.browser.pages import LANGUAGES

every_language = pytest.mark.parametrize("language", LANGUAGES)
#: Requests for a new password for one address, after which the site asks to wait.
TRIES = 6


@every_language
def test_page_after_too_many_tries(language: str, axe_script: str, new_page: Any) -> None:
    page = new_page(reduced_motion="reduce")
    for _try in range(TRIES):
        page.goto("/account/password/reset/" if language == "nl" else "/en/account/password/reset/")
        page.fill("input[name=email]", f"too-often-{language}@example.org")
        with page.expect_navigation() as answer:
            page.keyboard.press("Enter")
        if answer.value.status == 429:
            break
    assert page.locator(".error-page__code").inner_text().endswith("429")
    assert findings(page, axe_script) == []


@every_language
def test_page_for_a_fault_of_ours(language: str, axe_script: str, new_page: Any, site: Any) -> None:
    with override(language):
        html = get_template("500.html").render({})
    page = new_page(reduced_motion="reduce")
    page.route(f"{site.url}/fault/", lambda route: route.fulfill(status=500, body=html,
               content_type="text/html; charset=utf-8"))  # fmt: skip
    page.goto("/fault/")
    assert "Times" not in page.evaluate("getComputedStyle(document.body).fontFamily")
    assert findings(page, axe_script) == []


def test_dark_is_dark(new_page: Any) -> None:
    page = new_page()
    page.goto("/")
    grounds = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        grounds.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert grounds == ["rgb(246, 244, 239)", "rgb(20, 24, 29)"]


def test_axe_notices_what_is_wrong(axe_script: str, new_page: Any) -> None:
    page = new_page()
    page.set_content(
        '<html lang="nl"><title>x</title><img src="x.png"><p style="color: #ccc">Bleek'
    )
    page.evaluate(axe_script)
    found = {violation["id"] for violation in page.evaluate(RUN_AXE, TAGS)["violations"]}
    assert {"image-alt", "color-contrast"} <= found
