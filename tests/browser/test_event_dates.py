"""The dates of a series on its page: folded, chosen, and with the same care on every date."""

from typing import Any

import pytest

from tests.browser.axe import findings
from tests.browser.pages import PUBLIC

SERIES = next(kind for kind in PUBLIC if kind.name == "event that repeats")


@pytest.mark.parametrize("place", [0, 2, 4], ids=["usual", "cancelled", "moved"])
def test_each_date_has_a_page_without_violations(
    place: int, axe_script: str, new_page: Any, address_of: Any
) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(address_of(SERIES, "en"))
    page.locator("#dates ~ .dates-list a").nth(place).click()
    page.wait_for_url("**date=*")
    assert page.locator(".dates-list [aria-current=date]").count() == 1
    assert findings(page, axe_script) == []


def test_later_dates_unfold_with_the_keyboard(new_page: Any, address_of: Any) -> None:
    page = new_page(width=390)
    page.goto(address_of(SERIES, "en"))
    later = page.locator("details.more-dates").first
    assert not later.locator(".dates-list").is_visible()
    later.locator("summary").focus()
    page.keyboard.press("Enter")
    assert later.locator(".dates-list__date").count() == 11
    assert later.locator(".dates-list").is_visible()


def test_everything_is_there_without_javascript(new_page: Any, address_of: Any) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address_of(SERIES, "en"))
    assert page.locator(".when-and-where time").inner_text().endswith("09:00 to 11:30")
    page.locator("details.more-dates summary").first.click()
    assert page.locator("details.more-dates .dates-list").first.is_visible()
