"""Setting up a second step, which is asked for after the password: nothing there keeps anybody out."""

from typing import Any

import pytest

from tests.browser.axe import findings
from tests.browser.pages import MEMBER
from tests.browser.prepared_site import PreparedSite


@pytest.fixture
def page(site_to_change: PreparedSite, browser: Any) -> Any:
    """Of somebody who has just typed the password."""
    context = browser.new_context(
        base_url=site_to_change.url,
        viewport={"width": 390, "height": 844},
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("input[name=login]", MEMBER)
    page.fill("input[name=password]", site_to_change.password(MEMBER))
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto("/account/2fa/totp/activate/")
    page.fill("input[name=password]", site_to_change.password(MEMBER))
    page.click("main button[type=submit]")
    page.wait_for_url("**/totp/activate/")
    yield page
    context.close()


@pytest.mark.parametrize("language", ["", "/en"])
def test_an_app_or_a_key_is_set_up_with_nothing_in_the_way(
    page: Any, axe_script: str, language: str
):
    for path in ("webauthn/", "webauthn/add/", "totp/activate/"):
        page.goto(f"{language}/account/2fa/{path}")
        assert page.url.endswith(path)
        assert findings(page, axe_script) == [], path
    page.fill("#id_code", "000000")
    page.click("main button[type=submit]")
    page.wait_for_selector("[data-error-summary]")
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
    assert page.input_value("#id_code") == "000000"
    assert findings(page, axe_script) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
