"""Who is asked about an item, and as whom each of them answers."""

from typing import Any

import pytest

from initiatives.models import Offer
from organisations.models import Membership
from publishing.actions.confirm import confirm
from publishing.confirmation.addressees import addressees_of, fingerprint, who_has
from publishing.confirmation.bylines import byline_of, byline_of_contact
from publishing.models import RoleAssignment
from tests.factories import (
    MembershipFactory,
    OfferFactory,
    RegionFactory,
    RoleAssignmentFactory,
    UserFactory,
)
from tests.publishing.confirmation.conftest import person

pytestmark = pytest.mark.django_db


def asked(item: Any) -> list[str]:
    return [addressee.address for addressee in addressees_of(item)]


def coordinator(email: str = "landelijk@example.org") -> Any:
    return RoleAssignmentFactory(
        user=person(email), role=RoleAssignment.Role.NATIONAL_COORDINATOR, region=None
    ).user


def test_owners_are_asked_before_members(offer: Offer, organisation: Any):
    MembershipFactory(organisation=organisation, user=person("lid@example.org"))
    assert asked(offer) == ["eigenaar@example.org"]


def test_an_organisation_is_kept_by_its_own_people(organisation: Any):
    assert asked(organisation) == ["eigenaar@example.org"]


@pytest.mark.parametrize("trouble", ["not proved", "switched off", "not an owner"])
def test_members_are_asked_when_no_owner_can_be(trouble: str, offer: Offer, organisation: Any):
    MembershipFactory(organisation=organisation, user=person("lid@example.org"))
    membership = Membership.objects.get(role=Membership.Role.OWNER)
    if trouble == "not proved":
        membership.user.emailaddress_set.update(verified=False)
    elif trouble == "switched off":
        membership.user.is_active = False
        membership.user.save()
    else:
        membership.delete()
    assert asked(offer) == ["lid@example.org"]


def test_without_people_the_contact_is_asked_then_the_region_then_the_country(clock: Any):
    region = RegionFactory()
    RoleAssignmentFactory(region=region, user=person("regio@example.org"))
    RoleAssignmentFactory(user=person("elders@example.org"))
    coordinator()
    item = OfferFactory(region=region, contact_email="Info@Example.org")
    assert asked(item) == ["info@example.org"]
    item.contact_email = ""
    assert asked(item) == ["regio@example.org"]
    item.region = None
    assert asked(item) == ["landelijk@example.org"]


def test_a_person_with_several_roles_is_asked_once(clock: Any):
    user = coordinator()
    RoleAssignmentFactory(user=user, region=RegionFactory())
    assert asked(OfferFactory()) == ["landelijk@example.org"]


def test_somebody_who_left_may_no_longer_answer(offer: Offer, organisation: Any):
    mark = fingerprint("eigenaar@example.org")
    assert who_has(offer, mark) is not None
    Membership.objects.all().delete()
    assert who_has(offer, mark) is None


def test_readers_see_the_organisation_or_the_role_and_never_the_person(
    offer: Offer, organisation: Any, owner: Any
):
    organisation.title_en = "Thread Foundation"
    organisation.save()
    assert byline_of(owner, offer) == ("Stichting Draad", "Thread Foundation")
    region = RegionFactory(label="Flevoland", label_en="Flevoland")
    offer.region = region
    offer.save()
    manager = RoleAssignmentFactory(region=region).user
    assert byline_of(manager, offer).en == "the programme manager of Flevoland"
    assert byline_of(coordinator(), offer).en == "the national coordinator"
    assert byline_of(UserFactory(is_superuser=True), offer).en == "the editors of this site"
    assert byline_of_contact(offer).nl == "Stichting Draad"
    assert byline_of_contact(OfferFactory()).en == "the contact of this item"


def test_the_page_and_the_card_say_who_confirmed_it(offer: Offer, owner: Any, client: Any):
    confirm(item=offer, user=owner)
    page = client.get(offer.get_absolute_url()).content.decode()
    assert "2 maart 2026" in page
    assert "Stichting Draad</span></span></span>" in page


def test_an_english_page_marks_a_dutch_name(offer: Offer, owner: Any, client: Any):
    confirm(item=offer, user=owner)
    page = client.get(offer.path_in("en")).content.decode()
    assert 'by <span lang="nl">Stichting Draad</span>' in page


def test_every_version_that_may_go_live_keeps_who_confirmed(offer: Offer, owner: Any):
    offer.title = "Concept"
    offer.save_revision()
    confirm(item=offer, user=owner)
    Offer.objects.get(pk=offer.pk).latest_revision.publish()
    row = Offer.objects.get(pk=offer.pk)
    assert (row.title, row.verified_by) == ("Concept", "Stichting Draad")
