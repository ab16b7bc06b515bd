"""The admin as a programme manager meets it: only the site's own files, and our parts accessible."""

import re
from typing import Any

import pytest

from tests.browser.axe import COLOURS, RUN_AXE, TAGS
from tests.browser.page_scripts import LISTEN
from tests.browser.pages import ADMINISTRATOR, MANAGER

SCREENS = (
    "/beheer/",
    "/beheer/snippets/initiatives/offer/",
    "/beheer/snippets/initiatives/offer/add/",
    "/beheer/snippets/initiatives/initiative/",
    "/beheer/pages/",
    "/beheer/agenda/drukte/",
)


@pytest.mark.parametrize("path", SCREENS)
def test_screen_asks_nothing_of_another_host(path: str, new_page: Any, site: Any) -> None:
    page = new_page(who=ADMINISTRATOR)
    page.add_init_script(LISTEN)
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: said.type == "error" and errors.append(said.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    assert page.goto(path, wait_until="networkidle").status == 200
    own = re.compile(rf"^(data:|blob:|{re.escape(site.url)}/)")
    assert [url for url in asked if not own.match(url)] == []
    assert page.evaluate("window.policyViolations") == []
    assert errors == []


#: As a manager sees it: with the form to say what it is.
A_GAP = "/dekking/gat/?rows=target_group&cols=province&row=zij-instromers&col=NL-FL"
#: Of Wagtail's own frame: its form has no heading of the first level.
NOT_OURS = {"page-has-heading-one"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_we_add_to_the_admin_is_accessible(
    scheme: str, new_page: Any, axe_script: str
) -> None:
    page = new_page(who=MANAGER, color_scheme=scheme)
    page.goto("/beheer/snippets/initiatives/offer/")
    an_offer = page.locator("main a[href*='/offer/edit/']").first.get_attribute("href")
    page.goto("/praktijken/?q=statushouders+contract")
    practice = page.locator("main a[href*='/praktijken/']", has_text="contract vooraf").first
    number = re.search(r"/(\d+)-", str(practice.get_attribute("href")))
    assert number
    fit_check = f"/beheer/toepassingen/{number[1]}/voorwaarden/"
    found = {}
    workbench = "/beheer/regio/flevoland/"
    paths = ("/beheer/", "/beheer/snippets/initiatives/offer/", an_offer, fit_check)
    paths += (workbench, f"{workbench}stand/", "/beheer/overlap/", "/beheer/vraag/", A_GAP)
    for path in paths:
        page.goto(path, wait_until="networkidle")
        page.wait_for_selector("main")
        page.evaluate(axe_script)
        # In the dark nothing differs but the colours.
        rules = COLOURS if scheme == "dark" else TAGS
        violations = page.evaluate(RUN_AXE, rules)["violations"]
        found[path] = [
            (violation["id"], [node["target"] for node in violation["nodes"]])
            for violation in violations
            if violation["id"] not in NOT_OURS
        ]
    assert {path: violations for path, violations in found.items() if violations} == {}
