"""Two items that overlap get a verdict, which is still there after one of them is edited."""

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import RUN_AXE, TAGS
from tests.browser.pages import MANAGER
from tests.browser.prepared_site import PreparedSite
from tests.browser.test_curators_admin import NOT_OURS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGE = "/beheer/overlap/"
NOTE = "De een overdag, de ander in de avond"


def expect(locator: Any) -> Any:
    return pytest.importorskip("playwright.sync_api").expect(locator)


@pytest.fixture(scope="module")
def page(browser: "Browser", site_to_change: PreparedSite) -> "Page":
    """The browser of the manager of Flevoland, on a site in which overlap was looked for."""
    site_to_change.manage("find_overlaps")
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, base_url=site_to_change.url
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("input[name=login]", MANAGER)
    page.fill("input[name=password]", site_to_change.password(MANAGER))
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def test_a_verdict_on_two_items_is_still_there_after_one_is_edited(
    page: "Page", site_to_change: PreparedSite, axe_script: str
) -> None:
    page.goto(PAGE)
    case = page.locator("li", has=page.locator("input[name=pair]")).first
    expect(case).to_contain_text("dezelfde mensen")
    expect(case).to_contain_text("dezelfde vorm")
    look(page, axe_script)
    # The manager changes the one of the own region; the other opens as everybody sees it.
    title = case.locator(".overlaps__title a[href*='/snippets/']").first
    first, edit = title.inner_text(), title.get_attribute("href")
    # By keyboard only: the note, then the first button.
    case.get_by_label("Toelichting (niet verplicht)").focus()
    page.keyboard.type(NOTE)
    page.keyboard.press("Tab")
    expect(case.get_by_role("button", name=re.compile("vullen elkaar aan"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".messages")).to_contain_text("Genoteerd voor 1 paar")

    page.goto(str(edit))
    page.locator("[name=summary]").fill("Een nieuwe tekst die beter zegt wat u hier leert.")
    page.locator("[name=action-publish]").evaluate("button => button.click()")
    expect(page.locator(".messages")).to_contain_text("gepubliceerd")
    site_to_change.manage("find_overlaps")

    page.goto(PAGE)
    page.get_by_label("Wat te zien").select_option("said")
    page.get_by_role("button", name="Tonen").click()
    said = page.locator(".overlaps__cases li", has_text=NOTE)
    expect(said).to_contain_text(first)
    expect(said).to_contain_text("vullen elkaar aan")
    expect(said).not_to_contain_text("Sindsdien veranderd")
    look(page, axe_script)


def look(page: "Page", axe_script: str) -> None:
    """Accessible, and on a telephone nothing beside the screen."""
    page.evaluate(axe_script)
    found = page.evaluate(RUN_AXE, TAGS)["violations"]
    assert [one["id"] for one in found if one["id"] not in NOT_OURS] == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    page.set_viewport_size({"width": 1280, "height": 900})
