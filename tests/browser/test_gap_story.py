"""A manager finds a gap on the coverage map and begins with a practice of another region."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import TAGS, findings
from tests.browser.pages import MANAGER
from tests.browser.prepared_site import PreparedSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

GROUP, PROVINCE = "Vluchtelingen", "Flevoland"
PRACTICE = "Statushouders met contract vooraf (World cITizens @ Work)"


@pytest.fixture
def manager(browser: "Browser", site_to_change: PreparedSite) -> "Page":
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        base_url=site_to_change.url,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("input[name=login]", MANAGER)
    page.fill("input[name=password]", site_to_change.password(MANAGER))
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def test_from_a_gap_on_the_map_to_an_adoption_that_readers_see(
    manager: "Page", axe_script: str
) -> None:
    manager.goto("/dekking/?levels=all&province=NL-FL")
    row = manager.locator("#coverage-table tr", has=manager.get_by_role("rowheader", name=GROUP))
    row.get_by_role("link", name="leeg").click()
    expect(manager.get_by_role("heading", level=1)).to_have_text(f"{GROUP} – {PROVINCE}")
    expect(manager.locator("main")).to_contain_text("dit vak is leeg")

    # The manager says that it is wanted, and is asked for what is missing when it is in preparation.
    manager.get_by_text("Zeg wat dit gat voor uw regio is").click()
    manager.get_by_label("In voorbereiding: er wordt aan gewerkt").check()
    manager.get_by_role("button", name="Opslaan").click()
    expect(manager.locator("[data-error-summary]")).to_be_focused()
    assert findings(manager, axe_script, ((1280, "light", TAGS), (390, "dark", TAGS))) == []
    assert manager.evaluate("document.documentElement.scrollWidth") <= 390
    manager.set_viewport_size({"width": 1280, "height": 900})
    manager.get_by_label("Gewenst: we willen hier graag iets hebben").check()
    manager.get_by_role("button", name="Opslaan").click()
    expect(manager.locator(".gap-mark")).to_contain_text("Flevoland: gewenst")

    practice = manager.locator(".gap-practice", has_text=PRACTICE)
    expect(practice).to_contain_text("past bij “Vluchtelingen”")
    expect(practice).to_contain_text("Bewijs:")
    practice.get_by_role("link", name="Begin hiermee in uw regio").click()
    manager.get_by_label("in voorbereiding").check()
    manager.get_by_role("button", name="Opslaan").click()

    # Back at the gap the practice is not offered any more; readers see on its page who works on it.
    expect(manager.get_by_role("heading", level=1)).to_have_text(f"{GROUP} – {PROVINCE}")
    expect(manager.locator(".gap-practice", has_text=PRACTICE)).to_have_count(0)
    manager.goto("/zoeken/?kind=practice&q=World+cITizens")
    manager.get_by_role("link", name=PRACTICE).click()
    expect(manager.locator("main")).to_contain_text("Flevoland")
