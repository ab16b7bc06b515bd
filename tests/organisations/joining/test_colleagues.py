"""Roles, leaving and handing over: an organisation never loses its last owner by accident."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from organisations.joining.actions.change_role import change_role
from organisations.joining.actions.confirm_domain import confirm_domain
from organisations.joining.actions.hand_over import hand_over
from organisations.joining.actions.invite import invite
from organisations.joining.actions.leave import leave
from organisations.joining.actions.remove_member import remove_member
from organisations.joining.actions.take_back_domain import take_back_domain
from organisations.joining.deciding import NotPossibleError
from organisations.models import Invitation, MailDomain, Membership, Organisation
from publishing.models import User
from tests.factories import MembershipFactory, OrganisationFactory
from tests.organisations.joining.making import owner_of, role_in, with_address
from tests.people import People

pytestmark = pytest.mark.django_db
OWNER, MEMBER = Membership.Role.OWNER, Membership.Role.MEMBER


def place(organisation: Organisation, user: User) -> Membership:
    return organisation.memberships.get(user=user)


def test_an_owner_makes_a_colleague_owner_and_back():
    membership = MembershipFactory()
    owner = owner_of(membership.organisation)
    change_role(membership, role=OWNER, user=owner)
    assert role_in(membership.organisation, membership.user) == OWNER
    change_role(membership, role=MEMBER, user=owner)
    assert role_in(membership.organisation, membership.user) == MEMBER


CHANGES: dict[str, Callable[[Membership, User], Any]] = {
    "demote": lambda membership, user: change_role(membership, role=MEMBER, user=user),
    "remove": lambda membership, user: remove_member(membership, user=user),
    "leave": lambda membership, user: leave(membership),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_last_owner_stays(people: People, change: Callable[[Membership, User], Any]):
    organisation = people.organisation
    owner = owner_of(organisation)
    MembershipFactory(organisation=organisation, role=OWNER, user__is_active=False)
    for person in (owner, people.coordinator):
        with pytest.raises(NotPossibleError):
            change(place(organisation, owner), person)
    assert role_in(organisation, owner) == OWNER


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_with_a_second_owner_the_first_may_go(change: Callable[[Membership, User], Any]):
    organisation = OrganisationFactory()
    owner, second = owner_of(organisation), owner_of(organisation)
    change(place(organisation, owner), second)
    assert role_in(organisation, owner) != OWNER


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_of_two_owners_who_go_with_old_pages_open_one_stays(
    change: Callable[[Membership, User], Any],
):
    organisation = OrganisationFactory()
    owners = [owner_of(organisation), owner_of(organisation)]
    seen = [place(organisation, owner) for owner in owners]
    change(seen[0], owners[1])
    with pytest.raises((NotPossibleError, PermissionDenied)):
        change(seen[1], owners[0])
    assert organisation.memberships.filter(role=OWNER).count() == 1


def test_nobody_but_owners_and_the_nation_manages_colleagues(people: People):
    organisation = people.organisation
    owner_of(organisation)
    target = MembershipFactory(organisation=organisation)
    stranger = owner_of(OrganisationFactory())
    for person in (people.member, people.manager_a, people.manager_b, stranger):
        for change in (
            lambda user: change_role(target, role=OWNER, user=user),
            lambda user: remove_member(target, user=user),
            lambda user: hand_over(target, user=user),
            lambda user: invite(organisation, email="x@example.org", user=user),
        ):
            with pytest.raises(PermissionDenied):
                change(person)
    assert role_in(organisation, target.user) == MEMBER
    assert not Invitation.objects.exists()


def test_handing_over_changes_places():
    membership = MembershipFactory()
    owner = owner_of(membership.organisation)
    hand_over(membership, user=owner)
    assert role_in(membership.organisation, membership.user) == OWNER
    assert role_in(membership.organisation, owner) == MEMBER


def test_nothing_is_handed_over_to_who_cannot_log_in():
    membership = MembershipFactory(user__is_active=False)
    owner = owner_of(membership.organisation)
    with pytest.raises(NotPossibleError):
        hand_over(membership, user=owner)
    with pytest.raises(NotPossibleError):
        change_role(membership, role=OWNER, user=owner)
    assert role_in(membership.organisation, owner) == OWNER


def test_who_is_removed_can_let_nobody_in_by_an_invitation_sent_before():
    organisation = OrganisationFactory()
    first, second = owner_of(organisation), owner_of(organisation)
    invitation = invite(organisation, email="vriend@example.org", user=second)
    remove_member(place(organisation, second), user=first)
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None


def test_every_change_is_in_the_history_without_an_address():
    organisation = OrganisationFactory()
    owner, other = owner_of(organisation), owner_of(organisation)
    membership = MembershipFactory(organisation=organisation)
    invite(organisation, email="nieuw@example.org", user=owner)
    change_role(membership, role=OWNER, user=owner)
    remove_member(membership, user=owner)
    leave(place(organisation, other))
    entries = ModelLogEntry.objects.for_instance(organisation).order_by("pk")
    told = [(entry.action.partition(".")[2], entry.user_id, entry.data) for entry in entries]
    about = {"person": membership.user_id}
    assert told == [
        ("invited", owner.pk, {"role": MEMBER}),
        ("role_changed", owner.pk, {"role": OWNER, **about}),
        ("member_removed", owner.pk, about),
        ("left", other.pk, {"person": other.pk}),
    ]
    assert str(membership.user) in entries[2].formatter.format_message(entries[2])


def test_an_owner_confirms_only_a_domain_of_their_own():
    organisation = OrganisationFactory()
    owner = with_address("robin@school.example")
    MembershipFactory(organisation=organisation, user=owner, role=OWNER)
    confirm_domain(organisation, domain="@School.example", user=owner)
    assert MailDomain.objects.get().domain == "school.example"
    for domain in ("ander.example", "gmail.com", "geen domein", "les.school.example"):
        with pytest.raises(NotPossibleError):
            confirm_domain(organisation, domain=domain, user=owner)
    take_back_domain(MailDomain.objects.get(), user=owner)
    assert not MailDomain.objects.exists()


def test_the_manager_of_the_region_confirms_any_domain_but_a_public_one(people: People):
    confirm_domain(people.organisation, domain="school.example", user=people.manager_a)
    with pytest.raises(NotPossibleError):
        confirm_domain(people.organisation, domain="gmail.com", user=people.manager_a)
    domain = MailDomain.objects.get()
    for person in (people.member, people.manager_b):
        with pytest.raises(PermissionDenied):
            confirm_domain(people.organisation, domain="ander.example", user=person)
        with pytest.raises(PermissionDenied):
            take_back_domain(domain, user=person)
