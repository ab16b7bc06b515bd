"""A partner's calendar flows in: tried, corrected, approved; the feed changes, and a hand edit survives."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.axe import TAGS, findings
from tests.browser.own_site import own_site
from tests.browser.pages import MANAGER, MEMBER
from tests.browser.prepared_site import PreparedSite
from tests.harvest.partner_server import PartnerServer
from tests.managers_browser import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDE, NARROW = ((1280, "light", TAGS),), ((390, "light", TAGS),)
FAIR, MEETING = "Banenmarkt voor zij-instromers", "Teamoverleg"
BY_HAND = "Banenmarkt ICT in Almere"


@pytest.fixture(scope="module")
def partner() -> Iterator[PartnerServer]:
    server = PartnerServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def own(
    site: PreparedSite, partner: PartnerServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PreparedSite]:
    """A site of its own that may ask the partner's server."""
    allowed = {
        "VLECHTWERK_HARVEST_PORTS": f"80,443,{partner.port}",
        "VLECHTWERK_HARVEST_ALLOWED_NETWORKS": "127.0.0.1/32",
    }
    with own_site(site, tmp_path_factory.mktemp("site"), **allowed) as copy:
        yield copy


@pytest.fixture(scope="module")
def person(browser: "Browser", own: PreparedSite) -> "Iterator[Callable[[str], Page]]":
    """The page of somebody who has logged in, in a browser of their own."""
    with ExitStack() as stack:

        def opened(email: str) -> Any:
            context = browser.new_context(
                viewport={"width": 1280, "height": 900}, base_url=own.url, reduced_motion="reduce"
            )
            context.set_default_timeout(30_000)
            stack.callback(context.close)
            page = context.new_page()
            page.goto("/account/login/")
            page.fill("input[name=login]", email)
            page.fill("input[name=password]", own.password(email))
            page.click("main button[type=submit]")
            page.wait_for_url(lambda url: "/login/" not in url)
            return page

        yield opened


def calendar(fair_at: int = 10, also: tuple[str, ...] = ()) -> str:
    """A feed with a fair in three weeks, a meeting that concerns nobody, and what it has besides."""
    day = f"{date.today() + timedelta(days=21):%Y%m%d}"
    events = [("fair", FAIR, fair_at, "Banenmarkt"), ("meeting", MEETING, 9, "Intern")]
    events += [(title.lower(), title, 19, "Lezing") for title in also]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//school//NL", "X-WR-CALNAME:Schoolagenda"]
    for uid, title, hour, category in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}@school.example",
            "DTSTAMP:20261101T000000Z",
            f"DTSTART;TZID=Europe/Amsterdam:{day}T{hour:02}0000",
            f"DTEND;TZID=Europe/Amsterdam:{day}T{hour + 2:02}0000",
            f"SUMMARY:{title}",
            "DESCRIPTION:Kom langs en praat met werkgevers uit de regio.",
            "LOCATION:Campus Almere",
            f"CATEGORIES:{category}",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def test_a_calendar_flows_in_and_a_hand_edit_survives(
    person: Any, own: PreparedSite, partner: PartnerServer, axe_script: str
) -> None:
    def look(page: Any, sizes: Any = WIDE) -> None:
        found = findings(page, axe_script, sizes)
        assert found == [], (page.url, found)
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        page.set_viewport_size({"width": 1280, "height": 900})

    partner.answer("/geheim-0a1b2c3d4e5f6a7b/agenda.ics", calendar())
    member = person(MEMBER)
    member.goto("/mijn-organisatie/")
    member.get_by_role("link", name=re.compile("stroomt binnen|die binnenstromen")).click()
    look(member)
    member.get_by_role("link", name="Agenda toevoegen").first.click()
    member.get_by_role("button", name="Kijk wat erin staat").click()
    expect(member.locator("[data-error-summary]")).to_be_focused()
    look(member, NARROW)

    # What would come in, before anything is stored.
    address = partner.url("/geheim-0a1b2c3d4e5f6a7b/agenda.ics")
    member.get_by_label("Adres van de agenda").fill(address)
    member.get_by_role("button", name="Kijk wat erin staat").click()
    outcome = member.locator("#outcome")
    expect(outcome).to_contain_text("2 activiteiten zouden binnenkomen")
    expect(outcome).to_contain_text(FAIR)
    assert "0a1b2c3d4e5f6a7b" not in member.content()
    look(member)

    # It is corrected, and the page follows by itself: whom it is for, and what stays out.
    member.get_by_label("Werkzoekenden", exact=False).first.check()
    member.get_by_text("Activiteiten weglaten op woorden").click()
    member.get_by_label("Woorden, met komma's ertussen").first.fill("teamoverleg")
    member.get_by_label("Woorden, met komma's ertussen").first.blur()
    expect(outcome).to_contain_text("1 activiteit zou binnenkomen")
    expect(outcome).to_contain_text("1 valt weg door uw regels")
    look(member, NARROW)
    member.get_by_role("button", name="Ja, laat deze binnenkomen").click()
    expect(member.get_by_role("status").first).to_contain_text("stroomt vanaf nu binnen")
    expect(member.get_by_role("main")).to_contain_text("wordt beoordeeld")
    look(member)
    source_page = member.url

    # The manager of the region lets it through; then everybody sees it.
    manager = person(MANAGER)
    manager.goto("/beheer/")
    manager.get_by_role("link", name=FAIR).first.click()
    manager.get_by_role("button", name="Goedkeuren en online zetten").click()
    manager.locator(".messages .success").wait_for()
    member.goto(f"/agenda/?q=banenmarkt&on={date.today():%Y-%m-%d}")
    expect(member.get_by_role("link", name=FAIR)).to_be_visible()
    expect(member.get_by_role("main")).to_contain_text("10:00")

    # From now on she trusts what changes later.
    manager.goto("/beheer/bronnen/")
    manager.get_by_role("link", name="Schoolagenda").click()
    manager.get_by_role("button", name="Instellingen").click()
    manager.get_by_label("latere wijzigingen komen meteen online").check()
    manager.get_by_role("button", name="Deze instellingen bewaren").click()
    expect(manager.get_by_role("status").first).to_contain_text("De instellingen zijn bewaard")

    # She changes the title by hand; then the feed changes the time.
    manager.goto("/beheer/snippets/events/event/?q=banenmarkt")
    manager.get_by_role("link", name=FAIR).first.click()
    manager.locator("#id_title").fill(BY_HAND)
    manager.locator(".w-dropdown-button [data-w-dropdown-target=toggle]").last.click()
    manager.locator("button[name=action-publish]").click()
    manager.wait_for_load_state()
    partner.answer("/geheim-0a1b2c3d4e5f6a7b/agenda.ics", calendar(fair_at=13))
    own.manage("harvest", "Schoolagenda")
    own.manage("search_index", "drain")
    member.goto(f"/agenda/?q=banenmarkt&on={date.today():%Y-%m-%d}")
    member.get_by_role("link", name=BY_HAND).click()
    expect(member.get_by_role("main")).to_contain_text("13:00")
    key = re.search(r"/agenda/(\d+)-", member.url)
    assert key is not None
    member.goto(source_page)
    edited = member.get_by_role("region", name="Hier met de hand gewijzigd")
    expect(edited).to_contain_text(BY_HAND)
    expect(edited).to_contain_text(FAIR)
    look(member, NARROW)
    member.goto(f"/agenda/{key[1]}/bron/")
    expect(member.get_by_role("main")).to_contain_text(BY_HAND)
    look(member)

    # What is new in the feed waits for her on one page.
    talks = ("Robots", "Rekenen", "Programmeren", "Netwerken")
    partner.answer("/geheim-0a1b2c3d4e5f6a7b/agenda.ics", calendar(fair_at=13, also=talks))
    own.manage("harvest", "Schoolagenda")
    manager.goto("/beheer/")
    manager.get_by_role("link", name="4 items uit de agenda").first.click()
    approve = manager.get_by_role("button", name="De gekozen evenementen goedkeuren")
    expect(approve).to_be_visible()
    assert violations(manager) == []
    approve.click()
    manager.locator(".messages .success").wait_for()
    member.goto("/agenda/?q=robots")
    expect(member.get_by_role("link", name="Robots")).to_be_visible()
