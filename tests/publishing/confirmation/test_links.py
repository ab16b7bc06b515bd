"""The links in the mails: one click and one button, for one item, by the one who got it."""

from datetime import date
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from wagtail.models import ModelLogEntry

from initiatives.models import Offer
from organisations.models import Membership
from publishing.actions.confirm import CONFIRM_LOG_ACTION
from publishing.actions.step_down import BRING_BACK_LOG_ACTION
from publishing.confirmation.links import Purpose
from tests.factories import OfferFactory
from tests.publishing.confirmation.conftest import START, Clock, run_and_read
from tests.publishing.confirmation.test_mail import links_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(after_a_year: Offer) -> str:
    """The path of the English link in the first mail."""
    [message] = run_and_read()
    return links_of(message)[1]


@pytest.fixture
def offline_link(clock: Clock, after_a_year: Offer) -> str:
    """The English link in the mail that told of going offline."""
    for days in (0, 14, 14, 14, 90):
        clock.forward(days)
        [message] = run_and_read()
    return links_of(message)[1]


def stored(offer: Offer) -> Offer:
    return Offer.objects.get(pk=offer.pk)


def test_opening_the_link_asks_and_changes_nothing(link: str, after_a_year: Offer, client: Client):
    for method in (client.get, client.head, client.get):
        assert method(link).status_code == 200
    page = client.get(link).content.decode()
    assert "Is this still right?" in page
    assert "Weaving course" in page
    assert page.count('<form method="post"') == 1
    assert stored(after_a_year).verified_on == START
    assert not ModelLogEntry.objects.filter(action=CONFIRM_LOG_ACTION).exists()


def test_the_button_confirms_without_logging_in_or_cookies(
    link: str, clock: Clock, after_a_year: Offer, owner: Any
):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(link)
    assert (answer.status_code, answer["Location"]) == (302, link)
    assert not browser.cookies
    row = stored(after_a_year)
    assert (row.verified_on, row.verified_by) == (clock.day, "Stichting Draad")
    entry = ModelLogEntry.objects.get(action=CONFIRM_LOG_ACTION)
    assert (entry.user, entry.data["by"]) == (owner, "Stichting Draad")
    assert "Stichting Draad" in str(entry.message)


def test_only_that_item_is_confirmed(link: str, organisation: Any, client: Client):
    other = OfferFactory(owner=organisation, verified_on=START)
    client.post(link)
    assert stored(other).verified_on == START


def test_a_link_that_was_used_says_so_and_does_nothing_again(
    link: str, clock: Clock, after_a_year: Offer, client: Client
):
    client.post(link)
    clock.forward(5)
    page = client.get(link).content.decode()
    assert "This is confirmed" in page
    assert "<form method" not in page.split("<main")[1]
    client.post(link)
    assert (clock.day - stored(after_a_year).verified_on).days == 5
    assert ModelLogEntry.objects.filter(action=CONFIRM_LOG_ACTION).count() == 1


def test_a_link_expires(link: str, clock: Clock, after_a_year: Offer, client: Client):
    clock.forward(59)
    assert client.get(link).status_code == 200
    clock.forward(2)
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert "The link is too old" in answer.content.decode()
        assert "info@example.org" in answer.content.decode()
    assert stored(after_a_year).verified_on == START


def test_the_link_of_somebody_who_left_does_not_work(
    link: str, after_a_year: Offer, client: Client
):
    Membership.objects.all().delete()
    assert client.post(link).status_code == 403
    assert stored(after_a_year).verified_on == START


def test_the_contact_confirms_as_the_contact(clock: Clock, client: Client):
    offer = OfferFactory(contact_email="contact@example.org", verified_on=START)
    clock.forward(366)
    [message] = run_and_read()
    client.post(links_of(message)[1])
    assert stored(offer).verified_by_en == "the contact of this item"
    assert ModelLogEntry.objects.get(action=CONFIRM_LOG_ACTION).user is None


def test_a_contact_that_was_replaced_may_no_longer_confirm(clock: Clock, client: Client):
    offer = OfferFactory(contact_email="contact@example.org", verified_on=START)
    clock.forward(366)
    [message] = run_and_read()
    Offer.objects.update(contact_email="nieuw@example.org")
    assert client.post(links_of(message)[0]).status_code == 403
    assert stored(offer).verified_on == START


def test_an_item_that_was_taken_offline_by_hand_cannot_be_confirmed(
    link: str, after_a_year: Offer, client: Client
):
    stored(after_a_year).unpublish()
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert "Weaving course" not in answer.content.decode()
    assert stored(after_a_year).verified_on == START


def test_an_item_that_was_deleted_is_gone(link: str, client: Client):
    Offer.objects.all().delete()
    assert client.post(link).status_code == 410


def test_the_page_is_not_kept_nor_found(link: str, client: Client):
    answer = client.get(link)
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_link_does_not_hold_the_address(link: str):
    token = link.rstrip("/").rsplit("/", 1)[1]
    content = signing.loads(token, salt=Purpose.CONFIRM.value)
    assert "example.org" not in str(content)


# --- Back online ------------------------------------------------------------------------------


def test_what_went_offline_comes_back_as_it_was(
    offline_link: str, clock: Clock, after_a_year: Offer, client: Client
):
    assert client.get(after_a_year.path_in("en")).status_code == 404
    assert client.get(offline_link).status_code == 200
    assert not stored(after_a_year).live
    client.post(offline_link)
    row = stored(after_a_year)
    assert (row.live, row.title, row.verified_on) == (True, "Cursus weven", clock.day)
    assert row.live_revision_id == row.latest_revision_id is not None
    assert not row.has_unpublished_changes
    assert client.get(after_a_year.path_in("en")).status_code == 200
    entry = ModelLogEntry.objects.get(action=BRING_BACK_LOG_ACTION)
    assert entry.object_id == str(row.pk)
    assert run_and_read() == []


def test_a_draft_that_was_begun_meanwhile_stays_a_draft(
    offline_link: str, after_a_year: Offer, client: Client
):
    row = stored(after_a_year)
    row.title = "Concept"
    row.save_revision()
    client.post(offline_link)
    row = stored(after_a_year)
    assert (row.live, row.title, row.has_unpublished_changes) == (True, "Cursus weven", True)
    assert row.get_latest_revision_as_object().title == "Concept"
    assert row.get_latest_revision_as_object().verified_on == row.verified_on


def test_what_has_no_version_comes_back_too(clock: Clock, organisation: Any, client: Client):
    offer = OfferFactory(owner=organisation, verified_on=START)
    clock.forward(366)
    for days in (0, 14, 14, 14, 90):
        clock.forward(days)
        [message] = run_and_read()
    client.post(links_of(message)[0])
    row = stored(offer)
    assert (row.live, row.has_unpublished_changes) == (True, False)


def test_the_link_to_confirm_brings_nothing_back_and_the_other_way_round(
    offline_link: str, clock: Clock, after_a_year: Offer, client: Client
):
    token = offline_link.rstrip("/").rsplit("/", 1)[1]
    swapped = offline_link.replace("bring-back/", "")
    assert token in swapped
    assert client.post(swapped).status_code == 404
    assert not stored(after_a_year).live


def test_what_somebody_took_offline_later_stays_offline(
    offline_link: str, clock: Clock, after_a_year: Offer, client: Client
):
    clock.forward(1)
    stored(after_a_year).latest_revision.publish()
    stored(after_a_year).unpublish()
    assert client.post(offline_link).status_code == 410
    assert not stored(after_a_year).live


def test_the_link_back_expires_too(
    offline_link: str, clock: Clock, after_a_year: Offer, client: Client
):
    clock.forward(61)
    assert client.post(offline_link).status_code == 410
    assert not stored(after_a_year).live


def test_a_day_in_the_link_is_the_day_of_the_step(link: str):
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert signing.loads(token, salt=Purpose.CONFIRM.value)[2] == date(2027, 3, 3).isoformat()
