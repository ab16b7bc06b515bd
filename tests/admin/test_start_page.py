"""The start page of the admin: what is to be reviewed, looked at, and waits at the neighbours."""

from typing import Any

from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Offer
from organisations.models import Organisation
from portal.launching.workflow import ensure_review_workflow
from publishing.actions.submit import submit
from publishing.review_addresses import review_address
from publishing.start_lines import StartLine, register_start_line
from tests.factories import EventFactory, OfferFactory, OrganisationFactory

HOME = "/beheer/"


def page_of(browser: Any) -> BeautifulSoup:
    return BeautifulSoup(browser.get(HOME).content, "html.parser")


def links(page: BeautifulSoup, panel: str) -> list[str]:
    return [link["href"] for link in page.select(f"#{panel}-content a, #{panel} td a")]


def hand_in(people: Any, **fields: Any) -> Offer:
    ensure_review_workflow()
    offer = OfferFactory(live=False, owner=people.organisation, **fields)
    submit(offer, user=people.member)
    return offer


def titles(page: BeautifulSoup, panel: str) -> list[str]:
    section = page.select_one(f"#{panel}-section") or page.select_one(f"#{panel}")
    return [cell.text for cell in section.select("tbody tr td:first-child")] if section else []


def test_oldest_comes_first_with_the_way_to_its_review(people: Any, as_user: Any) -> None:
    first = hand_in(people, title="Eerst", region=people.region_a)
    hand_in(people, title="Daarna", region=people.region_a)
    page = page_of(as_user(people.manager_a))
    assert titles(page, "to-review") == ["Eerst", "Daarna"]
    assert page.select_one(f'a[href="{review_address(first)}"]')


def test_other_regions_are_seen_but_not_decided_about(people: Any, as_user: Any) -> None:
    offer = hand_in(people, title="Van de buren", region=people.region_b)
    page = page_of(as_user(people.manager_a))
    assert titles(page, "to-review") == []
    others = page.select_one(".waiting__others")
    assert "Van de buren" in others.text
    assert "1" in page.select_one("details summary").text
    assert not others.select("a, button")
    assert not page.select(f'a[href="{review_address(offer)}"]')
    assert titles(page_of(as_user(people.manager_b)), "to-review") == ["Van de buren"]
    assert titles(page_of(as_user(people.coordinator)), "to-review") == ["Van de buren"]


def test_what_was_never_live_is_called_by_its_latest_title(people: Any, as_user: Any) -> None:
    offer = OfferFactory(
        title="Werktitel", live=False, region=people.region_a, owner=people.organisation
    )
    latest = Offer.objects.get(pk=offer.pk)
    latest.title = "Echte titel"
    latest.save_revision(user=people.member)
    submit(latest, user=people.member)
    assert titles(page_of(as_user(people.manager_a)), "to-review") == ["Echte titel"]


def test_what_went_live_at_once_is_listed_for_its_region(people: Any, as_user: Any) -> None:
    Organisation.objects.filter(pk=people.organisation.pk).update(trusted=True)
    hand_in(people, title="Meteen", region=people.region_a)
    page = page_of(as_user(people.manager_a))
    assert titles(page, "afterwards") == ["Meteen"]
    assert titles(page, "to-review") == []
    assert titles(page_of(as_user(people.manager_b)), "afterwards") == []


def test_title_of_the_window_names_this_site(people: Any, as_user: Any) -> None:
    title = page_of(as_user(people.manager_a)).title.text
    assert title.strip().endswith(f"- {settings.SITE_NAME}")


def test_other_rooms_add_what_waits_with_them(people: Any, as_user: Any) -> None:
    register_start_line("test", lambda user: StartLine("Dubbelen", 3, "/beheer/dubbel/"))
    try:
        page = page_of(as_user(people.manager_a))
    finally:
        register_start_line("test", lambda user: None)
    assert page.select_one('.waiting__lines a[href="/beheer/dubbel/"]').text == "Dubbelen: 3"


def test_page_asks_as_much_for_many_as_for_one(people: Any, as_user: Any) -> None:
    Organisation.objects.filter(pk=people.organisation.pk).update(trusted=True)
    browser = as_user(people.manager_a)

    def more() -> None:
        hand_in(people, region=people.region_a)
        other = OrganisationFactory(region=people.region_b, live=False)
        offer = OfferFactory(live=False, region=people.region_b, owner=other)
        offer.save_revision()
        offer.get_workflow().start(offer, people.coordinator)

    more()
    browser.get(HOME)
    with CaptureQueriesContext(connection) as first:
        browser.get(HOME)
    for _ in range(3):
        more()
    with CaptureQueriesContext(connection) as later:
        browser.get(HOME)
    assert len(later) == len(first)


def test_sort_of_event_is_not_asked_for_each_of_them(people: Any, as_user: Any) -> None:
    ensure_review_workflow()
    browser = as_user(people.manager_a)
    counts = []
    for _round in range(2):
        for _more in range(2):
            event = EventFactory(live=False, owner=people.organisation, region=people.region_a)
            submit(event, user=people.member)
        browser.get(HOME)
        with CaptureQueriesContext(connection) as queries:
            browser.get(HOME)
        counts.append(len(queries))
    assert counts[0] == counts[1]
