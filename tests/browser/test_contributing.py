"""Somebody without training publishes an offer on a phone: few actions, and nothing in the way.

Every state of the form is given to axe on the way.
"""

from typing import Any

import pytest

from tests.browser.axe import findings
from tests.browser.pages import MEMBER
from tests.browser.prepared_site import PreparedSite

MOST_INTERACTIONS = 25
#: Whether the page would ask whoever closes it now, because something is not kept.
_ASKS_BEFORE_LEAVING = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))"


class Person:
    """Somebody at a phone, who counts what they do."""

    def __init__(self, page: Any, axe_script: str) -> None:
        self.page = page
        self.axe_script = axe_script
        self.interactions = 0

    def press(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.interactions += 1

    def fill(self, selector: str, text: str) -> None:
        self.page.fill(selector, text)
        self.interactions += 1

    def choose(self, selector: str, **option: Any) -> None:
        self.page.select_option(selector, **option)
        self.interactions += 1

    def look(self, state: str) -> None:
        """Nothing here keeps anybody out."""
        assert findings(self.page, self.axe_script) == [], state
        self.page.set_viewport_size({"width": 390, "height": 844})
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state


@pytest.fixture
def person(site_to_change: PreparedSite, browser: Any, axe_script: str) -> Any:
    context = browser.new_context(
        base_url=site_to_change.url,
        viewport={"width": 390, "height": 844},
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    yield Person(context.new_page(), axe_script)
    context.close()


def _log_in(page: Any, site: PreparedSite) -> None:
    page.goto("/account/login/")
    page.fill("input[name=login]", MEMBER)
    page.fill("input[name=password]", site.password(MEMBER))
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)


def test_an_offer_is_published_with_few_actions(person: Person, site_to_change: PreparedSite):
    page = person.page
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
    _log_in(page, site_to_change)

    page.goto("/bijdragen/")
    person.look("start")
    person.press("a[href='/bijdragen/aanbod/']")

    person.fill("#id_title", "Van de zorg naar de ICT in Lelystad")
    page.wait_for_url("**/bijdragen/aanbod/*/1/")
    assert page.inner_text("[data-status]").startswith("Bewaard om ")
    score = int(page.locator("meter").get_attribute("value"))
    person.fill("#id_summary", "In zes maanden leert u software testen. Voor mensen uit de zorg.")
    person.choose("#id_form", index=1)
    person.look("step 1")
    person.press("button[value=next]")

    page.wait_for_url("**/2/")
    assert page.locator("input[name=provinces]:checked").count() == 1
    person.press("label:has-text('Zij-instromers')")
    person.press("label[for=id_mode_1]")
    person.fill("#id_place", "MBO College, Lelystad")
    person.look("step 2")
    person.press("button[value=next]")

    page.wait_for_url("**/3/")
    person.press("label[for=id_cost_1]")
    person.fill("#id_how_to_apply", "Mail ons. Wij bellen u binnen een week terug.")
    person.fill("#id_apply_url", "geen adres")
    person.fill("#id_contact_email", "instroom@mbo.example")
    person.press("button[value=next]")
    page.wait_for_selector("[data-error-summary]")
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
    assert page.input_value("#id_apply_url") == "geen adres"
    for fold in page.locator("details.contribution__fold").all():
        fold.evaluate("each => each.open = true")
    person.look("step 3 with an error, unfolded")
    person.fill("#id_apply_url", "www.mbo.example")
    person.press("button[value=next]")

    page.wait_for_url("**/controle/")
    assert int(page.locator("meter").get_attribute("value")) > score
    person.look("check")
    person.press("button[value=submit]")
    page.wait_for_selector(".notice--success")
    person.look("handed in")

    assert person.interactions <= MOST_INTERACTIONS
    page.click("main a[href$='/voorbeeld/']")
    assert page.inner_text("h1") == "Van de zorg naar de ICT in Lelystad"
    person.look("preview")
    assert complaints == []


def test_text_stays_when_the_connection_is_lost_and_is_saved_afterwards(
    person: Person, site_to_change: PreparedSite
):
    page = person.page
    _log_in(page, site_to_change)
    page.goto("/bijdragen/praktijk/")
    page.fill("#id_title", "Eerst een baan")
    page.wait_for_url("**/bijdragen/praktijk/*/1/")
    page.context.set_offline(True)
    page.fill("#id_summary", "Wat er staat als de trein een tunnel in gaat.")
    page.wait_for_selector(".contribution__status--wrong")
    person.look("without a connection")
    page.context.set_offline(False)
    page.wait_for_selector("[data-status]:has-text('Bewaard om')")
    page.goto(page.url)
    assert page.input_value("#id_summary") == "Wat er staat als de trein een tunnel in gaat."


def test_a_visitor_begins_without_an_account(person: Person):
    page = person.page
    page.goto("/bijdragen/evenement/")
    person.look("first step of a visitor")
    page.fill("#id_title", "Open avond")
    page.wait_for_selector("[data-status]:has-text('Nog niet bewaard')")
    assert page.evaluate(_ASKS_BEFORE_LEAVING)
    page.fill("#id_start_date", "2027-03-04")
    page.fill("#id_start_time", "19:30")
    page.wait_for_url("**/bijdragen/concept/*/1/", timeout=60_000)
    page.wait_for_function(f"!({_ASKS_BEFORE_LEAVING})")
    page.click("button[value=later]")
    page.wait_for_url("**/controle/")
    person.look("check of a visitor")
    page.click("main form button[type=submit]")
    page.wait_for_selector("[data-error-summary]")
    person.look("check of a visitor with an error")
