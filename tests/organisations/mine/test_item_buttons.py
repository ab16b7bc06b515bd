"""Confirm, take offline and put back from one's own page; nothing of others can be touched."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from initiatives.models import Offer
from organisations.models import Membership
from publishing.review_states import State, with_state
from tests.factories import (
    MembershipFactory,
    OfferFactory,
    OrganisationFactory,
    RoleAssignmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LONG_AGO = date.today() - timedelta(days=800)
VERBS = ("confirm", "take-offline", "put-back")


def press(user: Any, verb: str, offer: Offer, **data: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.post(f"/en/my-organisation/items/offer/{offer.pk}/{verb}/", data)


def state_of(offer: Offer) -> str:
    return with_state(Offer.objects.filter(pk=offer.pk)).get().state


@pytest.fixture
def trusted() -> Membership:
    return MembershipFactory(organisation__trusted=True)


def test_one_click_confirms_and_comes_back_to_the_same_place():
    membership = MembershipFactory()
    offer = OfferFactory(owner=membership.organisation, verified_on=LONG_AGO)
    response = press(membership.user, "confirm", offer, back="state=unconfirmed&page=2")
    assert response["Location"] == "/en/my-organisation/?state=unconfirmed&page=2"
    offer.refresh_from_db()
    assert offer.verified_on == date.today()


def test_the_way_back_leads_nowhere_else(trusted: Membership):
    offer = OfferFactory(owner=trusted.organisation)
    response = press(trusted.user, "confirm", offer, back="//evil.example/?a=\r\nX: y")
    assert response["Location"].startswith("/en/my-organisation/?")
    assert "\n" not in response["Location"]


def test_a_trusted_member_takes_offline_and_puts_back(trusted: Membership):
    offer = OfferFactory(owner=trusted.organisation)
    offer.save_revision().publish()
    press(trusted.user, "take-offline", offer)
    assert state_of(offer) == State.ARCHIVED
    press(trusted.user, "put-back", offer)
    assert state_of(offer) == State.LIVE
    log = ModelLogEntry.objects.for_instance(offer).filter(user=trusted.user)
    assert {"wagtail.unpublish", "wagtail.publish"} <= set(log.values_list("action", flat=True))


def test_for_others_putting_back_goes_through_the_review():
    membership = MembershipFactory()
    offer = OfferFactory(owner=membership.organisation)
    offer.save_revision().publish()
    offer.refresh_from_db()
    offer.unpublish()
    press(membership.user, "put-back", offer)
    assert state_of(offer) == State.IN_REVIEW


def test_an_ordinary_member_takes_nothing_offline():
    membership = MembershipFactory()
    offer = OfferFactory(owner=membership.organisation)
    assert press(membership.user, "take-offline", offer).status_code == 404
    assert state_of(offer) == State.LIVE


def test_a_draft_that_was_never_live_is_not_put_back(trusted: Membership):
    offer = OfferFactory(owner=trusted.organisation, live=False)
    assert press(trusted.user, "put-back", offer).status_code == 404


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_of_another_organisation_can_be_touched(trusted: Membership, verb: str):
    offer = OfferFactory(owner=OrganisationFactory(), verified_on=LONG_AGO)
    for person in (trusted.user, UserFactory(), RoleAssignmentFactory().user):
        response = press(person, verb, offer)
        # A curator without second step is sent to set one up.
        assert response.status_code in (302, 404)
    offer.refresh_from_db()
    assert (offer.live, offer.verified_on) == (True, LONG_AGO)


@pytest.mark.parametrize("kind", ["user", "membership", "region", "nonsense"])
def test_what_is_no_item_is_not_there(trusted: Membership, kind: str):
    client = Client()
    client.force_login(trusted.user)
    for verb in VERBS:
        path = f"/en/my-organisation/items/{kind}/{trusted.pk}/{verb}/"
        assert client.post(path).status_code == 404
