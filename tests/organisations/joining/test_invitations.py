"""Inviting a colleague by mail: one secret, for one address, once, for two weeks."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from organisations.joining.actions import invite as inviting
from organisations.joining.actions.accept_invitation import accept_invitation
from organisations.joining.actions.ask_to_join import ask_to_join
from organisations.joining.actions.invite import invite
from organisations.joining.actions.withdraw_invitation import withdraw_invitation
from organisations.joining.deciding import NotPossibleError
from organisations.joining.invited import invitation_with, invitations_for
from organisations.joining.secrets import fingerprint_of, new_secret
from organisations.models import Invitation, JoinRequest, Membership, Organisation
from publishing.models import User
from tests.factories import MembershipFactory, OrganisationFactory
from tests.organisations.joining.making import owner_of, role_in, with_address

pytestmark = pytest.mark.django_db
ADDRESS = "nieuw@example.org"


@pytest.fixture
def organisation() -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def owner(organisation: Organisation) -> User:
    return owner_of(organisation)


def test_who_is_invited_joins_with_the_role_that_was_offered(
    organisation: Organisation, owner: User
):
    invitation = invite(organisation, email=ADDRESS, role=Membership.Role.OWNER, user=owner)
    newcomer = with_address("Nieuw@Example.org")
    accept_invitation(invitation, user=newcomer)
    assert role_in(organisation, newcomer) == Membership.Role.OWNER


def test_an_invitation_works_once(organisation: Organisation, owner: User):
    invitation = invite(organisation, email=ADDRESS, user=owner)
    newcomer = with_address(ADDRESS)
    accept_invitation(invitation, user=newcomer)
    organisation.memberships.filter(user=newcomer).delete()
    with pytest.raises(NotPossibleError):
        accept_invitation(invitation, user=newcomer)
    assert role_in(organisation, newcomer) is None


@pytest.mark.parametrize(("address", "verified"), [("ander@example.org", True), (ADDRESS, False)])
def test_it_works_only_for_the_address_it_was_sent_to(
    organisation: Organisation, owner: User, address: str, verified: bool
):
    invitation = invite(organisation, email=ADDRESS, user=owner)
    other = with_address(address, verified=verified)
    with pytest.raises(PermissionDenied):
        accept_invitation(invitation, user=other)
    assert list(invitations_for(other)) == []
    assert role_in(organisation, other) is None


def test_it_stops_working_when_withdrawn_or_too_old(organisation: Organisation, owner: User):
    withdrawn = invite(organisation, email=ADDRESS, user=owner)
    withdraw_invitation(withdrawn, user=owner)
    old = invite(organisation, email=ADDRESS, user=owner)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    newcomer = with_address(ADDRESS)
    assert list(invitations_for(newcomer)) == []
    for invitation in (withdrawn, old):
        with pytest.raises(NotPossibleError):
            accept_invitation(invitation, user=newcomer)


def test_only_who_manages_the_colleagues_withdraws(organisation: Organisation, owner: User):
    invitation = invite(organisation, email=ADDRESS, user=owner)
    member = MembershipFactory(organisation=organisation).user
    for person in (member, owner_of(OrganisationFactory())):
        with pytest.raises(PermissionDenied):
            withdraw_invitation(invitation, user=person)


def test_a_second_invitation_replaces_the_first(organisation: Organisation, owner: User):
    first = invite(organisation, email=ADDRESS, user=owner)
    second = invite(organisation, email=f" {ADDRESS.upper()} ", user=owner)
    assert list(Invitation.objects.open(timezone.now())) == [second]
    first.refresh_from_db()
    assert first.withdrawn_at is not None


def test_the_secret_is_long_and_not_stored(organisation: Organisation, owner: User, monkeypatch):
    secret = new_secret()
    assert len(secret) >= 43
    monkeypatch.setattr(inviting, "new_secret", lambda: secret)
    invitation = invite(organisation, email=ADDRESS, user=owner)
    stored = Invitation.objects.filter(pk=invitation.pk).values_list().get()
    assert secret not in map(str, stored)
    assert invitation_with(secret) == invitation
    assert invitation_with(fingerprint_of(secret)) is None
    assert invitation_with(new_secret()) is None


def test_a_colleague_is_not_invited_again(organisation: Organisation, owner: User):
    member = MembershipFactory(organisation=organisation).user
    with pytest.raises(NotPossibleError):
        invite(organisation, email=member.email, user=owner)


def test_nobody_fills_the_mailboxes_of_strangers(
    organisation: Organisation, owner: User, monkeypatch
):
    monkeypatch.setattr(inviting, "MOST_PER_DAY", 3)
    for number in range(3):
        invite(organisation, email=f"n{number}@example.org", user=owner)
    with pytest.raises(NotPossibleError):
        invite(organisation, email="n4@example.org", user=owner)
    Invitation.objects.update(created_at=timezone.now() - timedelta(days=2))
    invite(organisation, email="n4@example.org", user=owner)


def test_one_address_gets_only_so_many_from_everybody_together():
    for _ in range(inviting.MOST_PER_ADDRESS):
        somewhere = OrganisationFactory()
        invite(somewhere, email=ADDRESS, user=owner_of(somewhere))
    somewhere = OrganisationFactory()
    with pytest.raises(NotPossibleError):
        invite(somewhere, email=ADDRESS, user=owner_of(somewhere))


def test_accepting_settles_a_request_that_waits(organisation: Organisation, owner: User):
    newcomer = with_address(ADDRESS)
    request = ask_to_join(organisation, user=newcomer)
    accept_invitation(invite(organisation, email=ADDRESS, user=owner), user=newcomer)
    request.refresh_from_db()
    assert request.state == JoinRequest.State.APPROVED
