"""Subscribing to the calendar: copying its address, and filters that change what is offered."""

from typing import Any

ADDRESS = "#subscribe-url"
BUTTON = "[data-copy=subscribe-url]"


def test_the_address_is_copied_and_that_is_said(new_page: Any) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/agenda/?province=NL-FL")
    page.locator(BUTTON).click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(ADDRESS).input_value()
    assert "/agenda/agenda.ics?province=NL-FL" in copied
    said = page.locator(BUTTON).get_attribute("data-copied")
    assert page.locator(BUTTON).inner_text() == said
    assert page.locator("#announcer").inner_text() == said


def test_what_is_offered_follows_the_filters(new_page: Any) -> None:
    page = new_page(width=1280)
    page.goto("/agenda/")
    page.locator("input[name=province][value=NL-FL]").check()
    page.wait_for_url("**province=NL-FL*")
    page.wait_for_function(f"document.querySelector('{ADDRESS}').value.includes('NL-FL')")
    # The part of the page is a new one, and its buttons work too.
    assert page.locator(BUTTON).is_visible()


def test_without_scripts_the_address_is_there_to_copy_and_no_button_that_does_nothing(
    new_page: Any,
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/agenda/")
    assert page.locator(ADDRESS).is_visible()
    assert not page.locator(BUTTON).is_visible()
