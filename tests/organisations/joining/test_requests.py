"""Asking to join an organisation, and who decides."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from organisations.joining.actions.approve import approve
from organisations.joining.actions.ask_to_join import MOST_PER_DAY, MOST_WAITING, ask_to_join
from organisations.joining.actions.refuse import refuse
from organisations.joining.actions.withdraw_request import withdraw_request
from organisations.joining.deciding import NotPossibleError
from organisations.models import JoinRequest, MailDomain, Membership
from publishing.permissions import may_appoint_owner, may_decide_on_joining, may_manage_members
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.organisations.joining.making import owner_of, role_in, with_address
from tests.people import People

pytestmark = pytest.mark.django_db
State, Purpose = JoinRequest.State, JoinRequest.Purpose


def test_a_request_waits_until_an_owner_approves_it():
    organisation, newcomer = OrganisationFactory(), UserFactory()
    request = ask_to_join(organisation, user=newcomer, words="Ik ben de nieuwe docent.")
    assert request.state == State.WAITING
    assert role_in(organisation, newcomer) is None
    owner = owner_of(organisation)
    approve(request, user=owner)
    request.refresh_from_db()
    assert (request.state, request.decided_by) == (State.APPROVED, owner)
    assert role_in(organisation, newcomer) == Membership.Role.MEMBER


@pytest.mark.parametrize(
    ("who", "joining", "claims", "members"),
    [
        ("member", False, False, False),
        ("manager_a", True, True, False),
        ("manager_b", False, False, False),
        ("coordinator", True, True, True),
        ("administrator", True, True, True),
    ],
)
def test_who_decides_is_who_answers_for_the_organisation(
    people: People,
    who: str,
    joining: bool,
    claims: bool,
    members: bool,
):
    person = getattr(people, who)
    assert may_decide_on_joining(person, people.organisation) is joining
    assert may_appoint_owner(person, people.organisation) is claims
    assert may_manage_members(person, people.organisation) is members


@pytest.mark.parametrize("decide", [approve, lambda r, user: refuse(r, user=user, reason="Nee.")])
def test_nobody_else_decides(people: People, decide: Callable[..., Any]):
    newcomer = UserFactory()
    request = ask_to_join(people.organisation, user=newcomer)
    for person in (newcomer, people.member, people.manager_b, owner_of(OrganisationFactory())):
        with pytest.raises(PermissionDenied):
            decide(request, user=person)
    assert JoinRequest.objects.get().state == State.WAITING
    assert role_in(people.organisation, newcomer) is None


def test_moving_the_organisation_in_hand_to_ones_own_region_gives_no_right(people: People):
    people.organisation.region = people.region_b
    assert not may_appoint_owner(people.manager_b, people.organisation)


def test_a_claim_is_for_the_manager_and_makes_an_owner(people: People):
    newcomer = UserFactory()
    request = ask_to_join(
        people.organisation, user=newcomer, purpose=Purpose.CLAIM, words="Van mij"
    )
    owner = owner_of(people.organisation)
    with pytest.raises(PermissionDenied):
        approve(request, user=owner)
    Membership.objects.filter(user=owner).delete()
    approve(request, user=people.manager_a)
    assert role_in(people.organisation, newcomer) == Membership.Role.OWNER


def test_of_two_claims_the_second_becomes_a_colleague(people: People):
    first, second = (
        ask_to_join(people.organisation, user=UserFactory(), purpose=Purpose.CLAIM, words="Ik")
        for _ in range(2)
    )
    approve(first, user=people.manager_a)
    approve(second, user=people.manager_a)
    assert role_in(people.organisation, second.user) == Membership.Role.MEMBER


def test_what_has_an_owner_cannot_be_claimed():
    organisation = OrganisationFactory()
    owner_of(organisation)
    with pytest.raises(NotPossibleError):
        ask_to_join(organisation, user=UserFactory(), purpose=Purpose.CLAIM, words="Ik")


def test_an_address_at_a_confirmed_domain_opens_the_door_at_once():
    organisation, newcomer = OrganisationFactory(), with_address("robin@School.example")
    MailDomain.objects.create(organisation=organisation, domain="school.example")
    request = ask_to_join(organisation, user=newcomer)
    assert request.state == State.APPROVED
    assert role_in(organisation, newcomer) == Membership.Role.MEMBER


@pytest.mark.parametrize(
    ("address", "verified", "domain"),
    [
        ("robin@school.example", False, "school.example"),
        ("robin@les.school.example", True, "school.example"),
        ("robin@school.example.evil.example", True, "school.example"),
        ("robin@myschool.example", True, "school.example"),
        ("robin@gmail.com", True, "gmail.com"),
        ("robin@sub.gmail.com", True, "sub.gmail.com"),
    ],
)
def test_any_other_address_waits_like_everybody(address: str, verified: bool, domain: str):
    organisation = OrganisationFactory()
    MailDomain.objects.create(organisation=organisation, domain=domain)
    request = ask_to_join(organisation, user=with_address(address, verified=verified))
    assert request.state == State.WAITING
    assert not organisation.memberships.exists()


def test_the_domain_of_another_organisation_opens_nothing():
    MailDomain.objects.create(organisation=OrganisationFactory(), domain="school.example")
    request = ask_to_join(OrganisationFactory(), user=with_address("robin@school.example"))
    assert request.state == State.WAITING


def test_a_domain_never_makes_an_owner():
    organisation = OrganisationFactory()
    MailDomain.objects.create(organisation=organisation, domain="school.example")
    newcomer = with_address("robin@school.example")
    request = ask_to_join(organisation, user=newcomer, purpose=Purpose.CLAIM, words="Ik")
    assert request.state == State.WAITING


def test_the_same_is_not_asked_twice_nor_by_who_works_there_already():
    membership, newcomer = MembershipFactory(), UserFactory()
    ask_to_join(membership.organisation, user=newcomer)
    for person in (newcomer, membership.user):
        with pytest.raises(NotPossibleError):
            ask_to_join(membership.organisation, user=person)


def test_one_person_does_not_ask_everybody():
    newcomer = UserFactory()
    for _ in range(MOST_WAITING):
        ask_to_join(OrganisationFactory(), user=newcomer)
    with pytest.raises(NotPossibleError):
        ask_to_join(OrganisationFactory(), user=newcomer)


def test_nobody_asks_and_takes_back_all_day():
    organisation, newcomer = OrganisationFactory(), UserFactory()
    for _ in range(MOST_PER_DAY):
        withdraw_request(ask_to_join(organisation, user=newcomer), user=newcomer)
    with pytest.raises(NotPossibleError):
        ask_to_join(organisation, user=newcomer)


def test_an_account_that_was_switched_off_asks_nothing():
    with pytest.raises(PermissionDenied):
        ask_to_join(OrganisationFactory(), user=UserFactory(is_active=False))


def test_a_decision_is_taken_once():
    organisation = OrganisationFactory()
    owner = owner_of(organisation)
    request = ask_to_join(organisation, user=UserFactory())
    refuse(request, user=owner, reason="U werkt hier niet.")
    with pytest.raises(NotPossibleError):
        approve(request, user=owner)
    assert not organisation.memberships.filter(user=request.user).exists()


def test_a_refusal_says_why():
    organisation = OrganisationFactory()
    owner = owner_of(organisation)
    request = ask_to_join(organisation, user=UserFactory())
    with pytest.raises(NotPossibleError):
        refuse(request, user=owner, reason="  ")
    refuse(request, user=owner, reason="U werkt hier niet.")
    request.refresh_from_db()
    assert (request.state, request.reason) == (State.REFUSED, "U werkt hier niet.")
