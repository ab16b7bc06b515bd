"""Find one's organisation, ask, be let in, and invite a colleague: on a phone, every state checked."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.axe import TAGS, findings
from tests.browser.own_site import link_in, mail_to
from tests.browser.pages import MEMBER
from tests.browser.prepared_site import PreparedSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NEWCOMER, COLLEAGUE = "noor@mbo-flevoland.example", "bas@mbo-flevoland.example"
PASSWORD = "Weefgetouw-en-draad-2026"
ON_A_PHONE = ((390, "light", TAGS),)


@pytest.fixture(scope="module")
def open_page(browser: "Browser", site_to_change: PreparedSite) -> "Iterator[Callable[[], Page]]":
    """A page in a browser of its own, on a phone."""
    with ExitStack() as stack:

        def opened() -> Any:
            context = browser.new_context(
                viewport={"width": 390, "height": 844},
                base_url=site_to_change.url,
                reduced_motion="reduce",
            )
            stack.callback(context.close)
            return context.new_page()

        yield opened


def registered(page: Any, site: PreparedSite, email: str) -> None:
    page.goto("/account/signup/")
    page.fill("#id_email", email)
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    page.get_by_role("button", name="Account maken").click()
    page.goto(link_in(mail_to(site, email), "/confirm-email/"))
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn organisatie")


def test_from_finding_the_organisation_to_inviting_a_colleague(
    open_page: Any, site_to_change: PreparedSite, axe_script: str
) -> None:
    def check(page: Any) -> None:
        assert findings(page, axe_script, ON_A_PHONE) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    def check_behind(link_or_button: Any) -> None:
        """Press it, and check the page that comes: without waiting it would be the old one."""
        page = link_or_button.page
        with page.expect_navigation():
            link_or_button.click()
        check(page)

    page, owner, colleague = open_page(), open_page(), open_page()
    registered(page, site_to_change, NEWCOMER)
    check(page)
    check_behind(page.get_by_role("link", name="Zoek uw organisatie"))

    # What is typed is searched for without a button, and the focus stays where it is.
    page.locator("#id_q").press_sequentially("mbo colege flevo")
    found = page.get_by_role("link", name="MBO College Flevoland", exact=True)
    expect(found).to_be_visible()
    expect(page.locator("#id_q")).to_be_focused()
    check(page)

    # Adding it again leads to the same place, with what was typed kept.
    page.get_by_role("link", name="Organisatie toevoegen").click()
    page.locator("#id_title").fill("mbo college flevoland")
    page.get_by_role("button", name="Organisatie toevoegen").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.locator("#id_title")).to_have_value("mbo college flevoland")
    check(page)
    check_behind(page.get_by_role("link", name="MBO College Flevoland", exact=True))
    page.locator("#id_words").fill("Ik geef er les.")
    page.get_by_role("button", name="Vraag versturen").click()
    expect(page.get_by_role("status").first).to_contain_text("Uw vraag is verstuurd")
    check(page)

    owner.goto("/account/login/")
    owner.fill("input[name=login]", MEMBER)
    owner.fill("input[name=password]", site_to_change.password(MEMBER))
    check_behind(owner.get_by_role("button", name="Inloggen"))
    check_behind(owner.get_by_role("link", name="1 persoon wil meedoen"))
    owner.get_by_role("button", name=f"Laat {NEWCOMER} meedoen").click()
    expect(owner.get_by_role("status").first).to_contain_text("kan nu beginnen")
    owner.locator("summary").filter(has_text=f"Wijzigen: {NEWCOMER}").click()
    check(owner)

    owner.locator("#invite-email").fill("geen adres")
    owner.get_by_role("button", name="Uitnodiging versturen").click()
    expect(owner.locator("[data-error-summary]")).to_be_focused()
    expect(owner.locator("#invite-email")).to_have_value("geen adres")
    check(owner)
    owner.locator("#invite-email").fill(COLLEAGUE)
    owner.get_by_role("button", name="Uitnodiging versturen").click()
    expect(owner.get_by_text(COLLEAGUE).first).to_be_visible()
    check(owner)

    # Who has no account yet reads how to get one, and then finds the invitation waiting.
    colleague.goto(link_in(mail_to(site_to_change, COLLEAGUE), "/uitnodiging/"))
    check(colleague)
    registered(colleague, site_to_change, COLLEAGUE)
    check(colleague)
    colleague.get_by_role("button", name="Uitnodiging van MBO College Flevoland aannemen").click()
    expect(colleague.get_by_role("status").first).to_contain_text("Welkom")
    check(colleague)
    check_behind(colleague.get_by_role("link", name="Profiel aanpassen"))

    page.goto("/mijn-organisatie/")
    expect(page.get_by_role("heading", name="MBO College Flevoland")).to_be_visible()
    page.get_by_role("link", name="3 collega's").click()
    expect(page.get_by_text(MEMBER)).to_have_count(0)
