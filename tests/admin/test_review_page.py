"""The screen on which a manager sees what changed, and decides."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from initiatives.models import Offer
from organisations.models import Organisation
from portal.launching.workflow import ensure_review_workflow
from publishing.actions.submit import submit
from publishing.models import Submission
from publishing.review_addresses import AFTERWARDS_URL_NAME, review_address
from publishing.review_remarks import remarks_for
from tests.admin.forms import filled_form
from tests.factories import OfferFactory


@pytest.fixture
def offer(people: Any) -> Offer:
    """Live in region A, with a new summary that a member handed in."""
    ensure_review_workflow()
    offer = OfferFactory(
        title="Cursus weven",
        summary="Voor beginners.",
        region=people.region_a,
        owner=people.organisation,
    )
    offer.save_revision().publish()
    new_version(offer, people, summary="Voor gevorderden.")
    return stored(offer)


def stored(offer: Offer) -> Offer:
    return Offer.objects.get(pk=offer.pk)


def new_version(offer: Offer, people: Any, **fields: Any) -> None:
    latest = stored(offer).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    latest.save_revision(user=people.member)
    submit(stored(offer), user=people.member, remark="Het niveau is veranderd")


def page_of(browser: Any, offer: Offer) -> BeautifulSoup:
    return BeautifulSoup(browser.get(review_address(offer)).content, "html.parser")


def decide(browser: Any, offer: Offer, decision: str, **fields: str) -> Any:
    version = fields.pop("version", None) or shown_version(browser, offer)
    data = {"decision": decision, "version": version, **fields}
    return browser.post(review_address(offer), data)


def shown_version(browser: Any, offer: Offer) -> str:
    return page_of(browser, offer).select_one("[name=version]")["value"]


def test_page_shows_what_changed_and_what_was_said_with_it(
    offer: Offer, people: Any, as_user: Any
) -> None:
    page = page_of(as_user(people.manager_a), offer)
    assert [field.text for field in page.select(".review__change dt")] == ["Samenvatting"]
    assert page.select_one(".review del").text == "beginners"
    assert page.select_one(".review ins").text == "gevorderden"
    assert "Het niveau is veranderd" in page.select_one(".review__remark").text


def test_approving_publishes_it(offer: Offer, people: Any, as_user: Any) -> None:
    decide(as_user(people.manager_a), offer, "approve")
    assert stored(offer).summary == "Voor gevorderden."
    assert not stored(offer).workflow_in_progress


def test_sending_back_keeps_what_is_live(offer: Offer, people: Any, as_user: Any) -> None:
    fields = {"remark": "Bijna", "about-summary": "Wat kan iemand al?"}
    decide(as_user(people.manager_a), offer, "send_back", **fields)
    assert stored(offer).summary == "Voor beginners."
    assert [one.text for one in remarks_for(stored(offer))] == ["Bijna", "Wat kan iemand al?"]


def test_sending_back_without_a_word_says_so(offer: Offer, people: Any, as_user: Any) -> None:
    response = decide(as_user(people.manager_a), offer, "send_back")
    page = BeautifulSoup(response.content, "html.parser")
    link = page.select_one(".review__errors a")
    assert page.select_one(link["href"])["name"] == "remark"
    assert stored(offer).workflow_in_progress


def test_a_newer_version_is_shown_first_and_nothing_that_was_written_is_lost(
    offer: Offer, people: Any, as_user: Any
) -> None:
    browser = as_user(people.manager_a)
    seen = shown_version(browser, offer)
    new_version(offer, people, summary="Voor vakmensen.")
    response = decide(browser, offer, "approve", version=seen, remark="Prima zo")
    page = BeautifulSoup(response.content, "html.parser")
    assert stored(offer).summary == "Voor beginners."
    assert page.select_one(".review__errors")
    assert page.select_one("#id_remark").text.strip() == "Prima zo"
    assert page.select_one(".review ins").text == "vakmensen"
    decide(browser, offer, "approve", version=page.select_one("[name=version]")["value"])
    assert stored(offer).summary == "Voor vakmensen."


def test_second_of_two_managers_hears_that_it_was_decided(
    offer: Offer, people: Any, as_user: Any
) -> None:
    second = as_user(people.coordinator)
    seen = shown_version(second, offer)
    decide(as_user(people.manager_a), offer, "send_back", remark="Nee")
    response = decide(second, offer, "approve", version=seen)
    assert response.status_code == 302
    assert stored(offer).summary == "Voor beginners."


@pytest.mark.parametrize("person", ["manager_b", "member"])
def test_others_neither_read_nor_decide(
    person: str, offer: Offer, people: Any, as_user: Any
) -> None:
    Organisation.objects.filter(pk=people.organisation.pk).update(trusted=True)
    browser = as_user(getattr(people, person))
    assert browser.get(review_address(offer)).status_code in (302, 403)
    browser.post(review_address(offer), {"decision": "approve", "version": "x"})
    browser.post(reverse(AFTERWARDS_URL_NAME, args=["offer", offer.pk]), {"answer": "offline"})
    assert stored(offer).live
    assert stored(offer).workflow_in_progress


@pytest.mark.parametrize("address", ["offer/999999", "nothing/1", "offer/99999999999999999999"])
def test_what_is_not_there_is_not_found(address: str, people: Any, as_user: Any) -> None:
    assert as_user(people.manager_a).get(f"/beheer/beoordelen/{address}/").status_code == 404


def test_screen_of_editing_leads_to_it(offer: Offer, people: Any, as_user: Any) -> None:
    edit = reverse("wagtailsnippets_initiatives_offer:edit", args=[offer.pk])
    assert review_address(offer) in as_user(people.manager_a).get(edit).content.decode()


def test_who_edits_from_the_review_comes_back_to_decide(
    offer: Offer, people: Any, as_user: Any
) -> None:
    browser = as_user(people.manager_a)
    buttons = page_of(browser, offer).select(".review__buttons a")
    form = filled_form(browser, buttons[0]["href"], summary="Voor vakmensen.")
    address = BeautifulSoup(browser.get(buttons[0]["href"]).content, "html.parser")
    answer = browser.post(address.select_one("#w-editor-form")["action"], form)
    where, _, part = answer.headers["Location"].partition("#")
    assert where == review_address(offer)
    page = page_of(browser, offer)
    assert page.find(id=part)
    assert page.select_one(".review ins").text == "vakmensen"
    decide(browser, offer, "approve")
    assert stored(offer).summary == "Voor vakmensen."


def test_who_edits_from_elsewhere_stays_there(offer: Offer, people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    edit = reverse("wagtailsnippets_initiatives_offer:edit", args=[offer.pk])
    assert browser.post(edit, filled_form(browser, edit)).headers["Location"] == edit


def test_likely_doubles_are_shown(
    offer: Offer, people: Any, as_user: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        OfferFactory(title="Cursus weven", region=people.region_b, owner=people.organisation)
    page = page_of(as_user(people.manager_a), offer)
    assert "Cursus weven" in page.select_one(".review__neighbours").text


@pytest.fixture
def live_at_once(offer: Offer, people: Any) -> Offer:
    """The same offer, changed again by its organisation, which is trusted now."""
    Organisation.objects.filter(pk=people.organisation.pk).update(trusted=True)
    people.member.__dict__.pop("_vlechtwerk_roles", None)
    new_version(offer, people, place="Zwolle")
    return stored(offer)


def answer(browser: Any, offer: Offer, **fields: Any) -> None:
    browser.post(reverse(AFTERWARDS_URL_NAME, args=["offer", offer.pk]), fields)


def test_what_went_live_at_once_is_shown_against_what_was_there(
    live_at_once: Offer, people: Any, as_user: Any
) -> None:
    browser = as_user(people.manager_a)
    page = page_of(browser, live_at_once)
    assert [field.text for field in page.select(".review__change dt")] == ["Samenvatting", "Plaats"]
    answer(browser, live_at_once, answer="seen", up_to=page.select_one("[name=up_to]")["value"])
    assert not Submission.objects.to_check().exists()
    assert stored(live_at_once).live


def test_what_came_after_looking_still_waits(
    live_at_once: Offer, people: Any, as_user: Any
) -> None:
    browser = as_user(people.manager_a)
    up_to = page_of(browser, live_at_once).select_one("[name=up_to]")["value"]
    new_version(live_at_once, people, place="Deventer")
    answer(browser, live_at_once, answer="seen", up_to=up_to)
    assert Submission.objects.to_check().count() == 1


def test_taking_offline_needs_a_reason(live_at_once: Offer, people: Any, as_user: Any) -> None:
    browser = as_user(people.manager_a)
    answer(browser, live_at_once, answer="offline", reason=" ")
    assert stored(live_at_once).live
    answer(browser, live_at_once, answer="offline", reason="Bestaat niet meer")
    assert not stored(live_at_once).live
