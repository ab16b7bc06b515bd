"""A member uploads a spreadsheet, looks, corrects what is refused, and applies the rest."""

from typing import Any

import pytest

from tests.browser.axe import findings
from tests.browser.pages import MEMBER
from tests.browser.prepared_site import PreparedSite
from tests.organisations.bulk_upload.made_files import xlsx_bytes


@pytest.fixture
def page(site_to_change: PreparedSite, browser: Any) -> Any:
    context = browser.new_context(base_url=site_to_change.url, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def _file(rows: list[list[Any]]) -> dict[str, Any]:
    header = ["Titel", "Samenvatting", "Kosten", "Bedrag", "Kleur"]
    return {"name": "aanbod.xlsx", "mimeType": "", "buffer": xlsx_bytes([header, *rows])}


def test_many_offers_are_uploaded_at_once(
    page: Any, site_to_change: PreparedSite, axe_script: str
) -> None:
    def look(state: str) -> None:
        assert findings(page, axe_script) == [], state
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state

    page.goto("/account/login/")
    page.fill("input[name=login]", MEMBER)
    page.fill("input[name=password]", site_to_change.password(MEMBER))
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto("/mijn-organisatie/upload/")
    look("start")

    page.set_input_files("#id_file", {"name": "a.xlsx", "mimeType": "", "buffer": b"%PDF-1.7"})
    page.click("main form button")
    page.wait_for_selector("[data-error-summary]:focus")
    look("a file that is no table")

    page.select_option("#id_kind", "offer")
    rows = [
        ["Zij-instroom netwerkbeheer Almere", "Voor wie wil overstappen.", "betaald", "1.250,50"],
        ["Cursus zonder prijs", "Voor iedereen.", "duur", "veel"],
    ]
    page.set_input_files("#id_file", _file(rows))
    page.click("main form button")
    page.wait_for_url("**/upload/bestand/*/")
    look("rows")
    assert page.locator(".bulk-row--refused").count() == 1
    assert page.locator(".notice--warning").inner_text().endswith("Kleur.")

    page.check("input[name=then][value=draft]")
    page.click("main form button")
    page.wait_for_selector(".notice--success")
    look("applied")
    page.goto("/mijn-organisatie/")
    assert page.locator("text=Zij-instroom netwerkbeheer Almere").count()
