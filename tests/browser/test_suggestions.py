"""Suggestions under the search field: with keys, with a finger, and for who cannot see them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import findings
from tests.browser.page_scripts import LISTEN

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIELD = "main input[name=q]"
LIST = "main [role=listbox]"
OPTION = f"{LIST} [role=option]"
PAGES = pytest.mark.parametrize("path", ["/", "/zoeken/"], ids=["home", "search"])


@pytest.fixture
def page(new_page: Any) -> "Iterator[Page]":
    """A page on which nothing may go wrong meanwhile."""
    page = new_page(reduced_motion="reduce")
    faults: list[str] = []
    page.add_init_script(LISTEN)
    page.on("console", lambda said: said.type == "error" and faults.append(said.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert page.evaluate("window.policyViolations") == []
    # Enter both changes and sends the form; htmx calls giving up the first of two requests an error.
    assert [text for text in faults if not text.startswith("htmx:")] == []


def type_until_open(page: "Page", text: str) -> None:
    page.locator(FIELD).focus()
    page.keyboard.type(text)
    page.wait_for_selector(f"{LIST}:not([hidden])")


def state(page: "Page") -> tuple[str | None, str | None]:
    field = page.locator(FIELD)
    return field.get_attribute("aria-expanded"), field.get_attribute("aria-activedescendant")


@PAGES
def test_arrow_and_enter_lead_to_what_is_chosen(page: "Page", path: str) -> None:
    page.goto(path)
    type_until_open(page, "almere")
    assert state(page) == ("true", None)
    assert page.locator(FIELD).get_attribute("aria-controls") == page.locator(LIST).get_attribute(
        "id"
    )
    assert re.match(r"\d+ ", page.locator("#announcer").inner_text())
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{state(page)[1]}")
    assert active.get_attribute("aria-selected") == "true"
    assert "Almere (Flevoland)" in active.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?province=NL-FL")


def test_arrows_go_round_by_way_of_the_field(page: "Page") -> None:
    page.goto("/")
    type_until_open(page, "om")
    number = page.locator(OPTION).count()
    page.keyboard.press("ArrowUp")
    assert state(page)[1] == page.locator(OPTION).nth(number - 1).get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert state(page)[1] is None
    page.keyboard.press("ArrowDown")
    assert state(page)[1] == page.locator(OPTION).first.get_attribute("id")
    page.keyboard.press("Home")
    assert state(page)[1] is None
    page.keyboard.type("x")
    assert page.locator(FIELD).input_value() == "xom"


def test_escape_closes_and_keeps_what_was_typed(page: "Page") -> None:
    page.goto("/zoeken/")
    type_until_open(page, "almere")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert state(page) == ("false", None)
    assert page.locator(FIELD).input_value() == "almere"
    page.keyboard.press("ArrowDown")
    assert state(page)[0] == "true"


@PAGES
def test_enter_without_a_choice_searches_for_what_was_typed(page: "Page", path: str) -> None:
    page.goto(path)
    type_until_open(page, "omscholing")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=omscholing")
    page.wait_for_selector(LIST, state="hidden")


def test_leaving_the_field_closes_the_list(page: "Page") -> None:
    page.goto("/")
    type_until_open(page, "almere")
    page.keyboard.press("Tab")
    assert page.locator(FIELD).get_attribute("aria-expanded") == "false"


def test_finger_chooses_on_a_phone(new_page: Any) -> None:
    page = new_page(width=390, height=700, has_touch=True, is_mobile=True)
    page.goto("/zoeken/")
    type_until_open(page, "almere")
    box = page.locator(LIST).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert all(option.bounding_box()["height"] >= 44 for option in page.locator(OPTION).all())
    page.locator(OPTION).first.tap()
    page.wait_for_url("**/zoeken/?province=NL-FL")


def test_only_the_last_of_quick_keys_asks(page: "Page") -> None:
    asked: list[str] = []
    page.on(
        "request",
        lambda sent: "suggest" in sent.url and ".js" not in sent.url and asked.append(sent.url),
    )
    page.goto("/")
    type_until_open(page, "omscholing")
    assert len(asked) < len("omscholing") / 2


@pytest.mark.parametrize("path", ["/", "/en/search/"])
def test_axe_finds_nothing_in_an_open_list(page: "Page", path: str, axe_script: str) -> None:
    page.goto(path)
    type_until_open(page, "om")
    page.keyboard.press("ArrowDown")
    # Of what lies under the list axe cannot tell the colours, and nobody sees it.
    found = [line for line in findings(page, axe_script) if "overlap" not in line]
    assert not found, "\n".join(found)


def test_without_javascript_it_is_a_search_field(new_page: Any) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/")
    assert page.locator(FIELD).get_attribute("role") is None
    assert page.locator("[role=listbox]").count() == 0
