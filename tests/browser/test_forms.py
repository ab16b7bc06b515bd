"""What a form says when something is wrong, and how it helps to fill it in (WCAG 1.3.5, 3.3)."""

import secrets
from typing import Any

import pytest

from tests.browser.axe import findings
from tests.browser.pages import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_refused_log_in_says_what_is_wrong(language: str, new_page: Any, axe_script: str) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto("/account/login/" if language == "nl" else "/en/account/login/")
    # An address of this run alone: guesses for one address are counted for minutes.
    typed = f"{secrets.token_hex(6)}@example.org"
    page.fill("input[name=login]", typed)
    page.fill("input[name=password]", "not the password")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert page.locator("main [role=alert]").inner_text().count("\n") >= 1
    assert page.locator("input[name=login]").input_value() == typed
    assert findings(page, axe_script) == []


def test_log_in_form_lets_the_browser_help(new_page: Any) -> None:
    page = new_page()
    page.goto("/account/login/")
    assert page.locator("input[name=login]").get_attribute("autocomplete") in {"email", "username"}
    assert page.locator("input[name=password]").get_attribute("autocomplete") == "current-password"
    page.goto("/account/password/reset/")
    assert page.locator("input[name=email]").get_attribute("autocomplete") == "email"


@pytest.mark.parametrize("path", ["/", "/zoeken/", "/bestaat-niet/"])
def test_every_field_has_a_label_one_can_see(path: str, new_page: Any) -> None:
    page = new_page()
    page.goto(path)
    fields = page.locator("main input:not([type=hidden]), main select")
    for number in range(fields.count()):
        label = fields.nth(number).evaluate("field => field.labels[0]?.textContent.trim()")
        assert label, fields.nth(number).evaluate("field => field.outerHTML")
