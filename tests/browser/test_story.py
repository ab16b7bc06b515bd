"""The whole story: somebody registers, joins, publishes, is reviewed, is found, and a year later confirms.

One browser per person, on a site of their own; every chapter goes on where the one before it ended.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.own_site import DATABASE, link_in, mail_to
from tests.browser.pages import MANAGER, MEMBER
from tests.browser.prepared_site import PreparedSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NEWCOMER = "sanne@mbo-flevoland.example"
PASSWORD = "Weefgetouw-en-draad-2026"
VISITOR = "somebody"
TITLE = "Drone-opleiding voor zij-instromers"
REMARK = "Zeg erbij hoeveel dagen per week het is."
CORRECTED = "In vier maanden leert u, twee dagen per week, werken met gegevens van drones."


@pytest.fixture(scope="module")
def person(browser: "Browser", site_to_change: PreparedSite) -> "Iterator[Callable[[str], Page]]":
    """Gives the page in the browser of somebody; those who have an account are logged in."""
    pages: dict[str, Any] = {}
    with ExitStack() as stack:

        def page_of(email: str) -> Any:
            if email not in pages:
                pages[email] = stack.enter_context(_opened(browser, site_to_change, email))
            return pages[email]

        yield page_of


@contextmanager
def _opened(browser: "Browser", site: PreparedSite, email: str) -> "Iterator[Page]":
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, base_url=site.url, reduced_motion="reduce"
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    if email in {MANAGER, MEMBER}:
        page.goto("/account/login/")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", site.password(email))
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/login/" not in url)
    try:
        yield page
    finally:
        context.close()


def test_somebody_registers(person: Any, site_to_change: PreparedSite) -> None:
    page = person(NEWCOMER)
    page.goto("/account/signup/")
    page.fill("#id_email", NEWCOMER)
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    page.get_by_role("button", name="Account maken").click()
    page.goto(link_in(mail_to(site_to_change, NEWCOMER), "/confirm-email/"))
    page.get_by_role("button", name="Ja, bevestig het").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn organisatie")


def test_she_joins_her_organisation(person: Any, site_to_change: PreparedSite) -> None:
    page = person(NEWCOMER)
    page.get_by_role("link", name="Zoek uw organisatie").click()
    page.locator("#id_q").fill("mbo colege flevoland")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name="MBO College Flevoland", exact=True).click()
    page.get_by_role("button", name="Vraag versturen").click()
    owner = person(MEMBER)
    owner.goto(link_in(mail_to(site_to_change, MEMBER), "/collegas/"))
    owner.get_by_role("button", name=f"Laat {NEWCOMER} meedoen").click()
    assert "MBO College Flevoland" in str(mail_to(site_to_change, NEWCOMER, after=1)["Subject"])
    page.goto("/mijn-organisatie/")
    expect(page.get_by_role("main")).to_contain_text("MBO College Flevoland")


def test_she_writes_an_offer_and_hands_it_in(person: Any) -> None:
    page = person(NEWCOMER)
    page.goto("/bijdragen/")
    page.get_by_role("link", name="Aanbod", exact=True).last.click()
    page.get_by_label("Hoe heet het?").fill(TITLE)
    page.get_by_label("Wat is het, en voor wie?").fill(
        "In vier maanden leert u werken met gegevens van drones. Voor mensen uit de landbouw."
    )
    page.get_by_role("button", name="Bewaren en verder").click()
    page.get_by_label("Zij-instromers").check()
    expect(page.get_by_label("Flevoland", exact=True)).to_be_checked()
    page.get_by_role("button", name="Bewaren en verder").click()
    page.get_by_label("E-mailadres voor vragen").fill("aanmelden@mbo-flevoland.example")
    page.get_by_role("button", name="Bewaren en controleren").click()
    page.get_by_role("button", name="Inleveren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Het is ingeleverd")


def test_the_manager_sends_it_back_with_a_remark(person: Any) -> None:
    manager = person(MANAGER)
    manager.set_viewport_size({"width": 1280, "height": 900})
    manager.goto("/beheer/")
    manager.get_by_role("link", name=TITLE).first.click()
    manager.get_by_label("Opmerking voor wie het indiende").fill(REMARK)
    manager.get_by_role("button", name="Terugsturen met opmerkingen").click()
    manager.wait_for_load_state()


def test_she_reads_the_remark_and_corrects(person: Any, site_to_change: PreparedSite) -> None:
    page = person(NEWCOMER)
    page.goto(link_in(mail_to(site_to_change, NEWCOMER, after=2), "/bijdragen/"))
    expect(page.get_by_role("main")).to_contain_text(REMARK)
    page.get_by_label("Wat is het, en voor wie?").fill(CORRECTED)
    page.get_by_role("button", name="Bewaren en verder").click()
    page.get_by_role("link", name="Controleren").click()
    page.get_by_role("button", name="Inleveren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Het is ingeleverd")


def test_the_manager_approves_and_everybody_finds_it(person: Any) -> None:
    manager = person(MANAGER)
    manager.goto("/beheer/")
    manager.get_by_role("link", name=TITLE).first.click()
    expect(manager.get_by_role("main")).to_contain_text(CORRECTED)
    manager.get_by_role("button", name="Goedkeuren en online zetten").click()
    manager.wait_for_load_state()
    visitor = person(VISITOR)
    visitor.goto("/zoeken/?q=opleiding+met+drones&province=NL-FL")
    expect(visitor.get_by_role("link", name=TITLE)).to_be_visible()


def test_a_year_later_it_is_confirmed_by_one_click(
    person: Any, site_to_change: PreparedSite
) -> None:
    visitor = person(VISITOR)
    visitor.get_by_role("link", name=TITLE).click()
    confirmed = visitor.get_by_text(re.compile("Bevestigd op .* door MBO College Flevoland"))
    today = confirmed.inner_text()
    _let_a_year_pass(site_to_change)
    visitor.reload()
    expect(confirmed).not_to_have_text(today)
    site_to_change.manage("freshness")
    # Without logging in.
    visitor.goto(link_in(mail_to(site_to_change, MEMBER, after=1), "/klopt-dit-nog/"))
    visitor.get_by_role("main").get_by_role("button").click()
    visitor.get_by_role("link", name=TITLE).click()
    expect(confirmed).to_have_text(today)


def _let_a_year_pass(site: PreparedSite) -> None:
    """Everything about the offer happened a year and a day earlier."""
    days = ("verified_on = date(verified_on, '-366 days')",)
    moments = ("first_published_at", "last_published_at", "created_at")
    changes = [*days, *(f"{name} = datetime({name}, '-366 days')" for name in moments)]
    with closing(sqlite3.connect(site.folder / DATABASE)) as rows, rows:
        rows.execute(f"UPDATE initiatives_offer SET {', '.join(changes)} WHERE title = ?", [TITLE])
