"""Who may do what: the table of design section 4, tried by everybody it names and some it does not."""

import pytest
from django.contrib.auth.models import AnonymousUser

from initiatives.models import Offer
from publishing.models import RoleAssignment
from publishing.permissions import (
    Verb,
    editable_by,
    may,
    may_edit_vocabulary,
    may_lead_region,
    may_source_publish,
)
from tests.factories import (
    MembershipFactory,
    OfferFactory,
    OrganisationFactory,
    RegionFactory,
    RoleAssignmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

EVERYTHING = set(Verb) - {Verb.ADD}
MANAGER = EVERYTHING - {Verb.DELETE}
MEMBER = {Verb.VIEW_DRAFT, Verb.CHANGE, Verb.SUBMIT, Verb.CONFIRM}
TRUSTED = MEMBER | {Verb.PUBLISH, Verb.ARCHIVE}


class Field:
    """Flevoland with its manager, an organisation with an offer there, and everybody around them."""

    def __init__(self) -> None:
        self.flevoland, self.zeeland = RegionFactory(), RegionFactory()
        self.school, self.rival = OrganisationFactory(), OrganisationFactory()
        self.trusted_school = OrganisationFactory(trusted=True)
        self.offer = OfferFactory(region=self.flevoland, owner=self.school)
        self.trusted_offer = OfferFactory(region=self.flevoland, owner=self.trusted_school)
        national = RoleAssignment.Role.NATIONAL_COORDINATOR
        self.people = {
            "visitor": AnonymousUser(),
            "account without a role": UserFactory(),
            "member": MembershipFactory(organisation=self.school).user,
            "member of a rival": MembershipFactory(organisation=self.rival).user,
            "member of a trusted one": MembershipFactory(organisation=self.trusted_school).user,
            "manager": RoleAssignmentFactory(region=self.flevoland).user,
            "manager elsewhere": RoleAssignmentFactory(region=self.zeeland).user,
            "coordinator": RoleAssignmentFactory(role=national, region=None).user,
            "administrator": UserFactory(is_superuser=True),
            "manager whose account was switched off": RoleAssignmentFactory(
                region=self.flevoland, user=UserFactory(is_active=False)
            ).user,
        }


@pytest.fixture
def field() -> Field:
    return Field()


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("visitor", set()),
        ("account without a role", set()),
        ("member", MEMBER),
        ("member of a rival", set()),
        ("member of a trusted one", set()),
        ("manager", MANAGER),
        ("manager elsewhere", set()),
        ("coordinator", EVERYTHING),
        ("administrator", EVERYTHING),
        ("manager whose account was switched off", set()),
    ],
)
def test_what_each_may_do_to_an_offer_of_flevoland(field: Field, who: str, allowed: set[Verb]):
    person = field.people[who]
    assert {verb for verb in EVERYTHING if may(person, verb, field.offer)} == allowed


def test_members_of_a_trusted_organisation_also_publish_and_archive(field: Field):
    person = field.people["member of a trusted one"]
    allowed = {verb for verb in EVERYTHING if may(person, verb, field.trusted_offer)}
    assert allowed == TRUSTED


def test_moving_an_item_to_ones_own_region_in_a_form_gives_no_right_to_it(field: Field):
    stranger = field.people["manager elsewhere"]
    field.offer.region = field.zeeland
    assert not may(stranger, Verb.CHANGE, field.offer)


def test_claiming_an_item_in_a_form_gives_no_right_to_it(field: Field):
    rival = field.people["member of a rival"]
    field.offer.owner = field.rival
    assert not may(rival, Verb.CHANGE, field.offer)


def test_a_member_adds_something_for_the_own_organisation_only(field: Field):
    member, own, other = field.people["member"], Offer(owner=field.school), Offer(owner=field.rival)
    assert may(member, Verb.ADD, own)
    assert not may(member, Verb.ADD, other)
    assert not may(member, Verb.ADD, Offer())
    assert not may(member, Verb.PUBLISH, own)
    for stranger in ("visitor", "account without a role", "member of a rival"):
        assert not may(field.people[stranger], Verb.ADD, own)


def test_a_manager_edits_only_what_the_region_leads(field: Field):
    OfferFactory(region=field.zeeland)
    OfferFactory(region=None)
    editable = editable_by(field.people["manager"], Offer.objects.all())
    assert set(editable) == {field.offer, field.trusted_offer}


def test_a_national_item_is_not_for_a_manager(field: Field):
    national = OfferFactory(region=None)
    assert not may(field.people["manager"], Verb.CHANGE, national)


def test_a_manager_puts_items_under_their_own_region_only(field: Field):
    manager = field.people["manager"]
    assert may_lead_region(manager, field.flevoland.pk)
    assert not may_lead_region(manager, field.zeeland.pk)
    assert not may_lead_region(manager, None)


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("manager", False), ("member", False), ("visitor", False), ("coordinator", True)],
)
def test_the_vocabulary_belongs_to_the_coordinator(field: Field, who: str, allowed: bool):
    assert may_edit_vocabulary(field.people[who]) is allowed


@pytest.mark.parametrize(
    ("trust", "new", "changed"),
    [("review", False, False), ("first", False, True), ("publish", True, True), ("", False, False)],
)
def test_a_feed_publishes_only_what_its_trust_says(trust: str, new: bool, changed: bool):
    assert may_source_publish(trust, was_reviewed=False) is new
    assert may_source_publish(trust, was_reviewed=True) is changed


def test_asking_ten_times_reads_the_roles_once(field: Field, django_assert_num_queries):
    from publishing.models import User

    manager = User.objects.get(pk=field.people["manager"].pk)
    with django_assert_num_queries(2 + 10):
        for _turn in range(10):
            may(manager, Verb.CHANGE, field.offer)
