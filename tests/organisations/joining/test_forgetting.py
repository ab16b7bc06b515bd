"""What goes with an account, and what is forgotten after a while."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from organisations.accounts import own_data
from organisations.joining.actions.ask_to_join import ask_to_join
from organisations.joining.actions.invite import invite
from organisations.joining.actions.refuse import refuse
from organisations.joining.forgetting import (
    INVITATIONS_KEPT_FOR,
    REQUESTS_KEPT_FOR,
    forget_old,
)
from organisations.models import Invitation, JoinRequest, Membership
from publishing.models import Notice, NoticeMail
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.organisations.joining.making import owner_of
from tests.people import People

pytestmark = pytest.mark.django_db


def test_the_manager_hears_of_an_organisation_that_lost_its_last_owner(people: People):
    owner = owner_of(people.organisation)
    own_data.forget(owner)
    notice = Notice.objects.get()
    assert (notice.name, notice.mail.address) == ("without_owner", people.manager_a.email)


def test_nobody_is_told_while_there_is_another_owner(people: People):
    owner = owner_of(people.organisation)
    owner_of(people.organisation)
    own_data.forget(owner)
    own_data.forget(people.member)
    assert not Notice.objects.exists()


def test_the_history_says_that_somebody_went_and_not_who():
    membership = MembershipFactory()
    organisation = membership.organisation
    own_data.forget(membership.user)
    entry = ModelLogEntry.objects.for_instance(organisation).get()
    assert (entry.user, entry.data) == (None, {})
    assert entry.formatter.format_message(entry)


def test_a_line_about_somebody_who_is_gone_can_still_be_read():
    organisation = OrganisationFactory()
    person = UserFactory()
    ask_to_join(organisation, user=person)
    own_data.forget(person)
    for entry in ModelLogEntry.objects.for_instance(organisation):
        assert "%(" not in entry.formatter.format_message(entry)


def test_nothing_is_left_of_the_address():
    organisation = OrganisationFactory()
    owner = owner_of(organisation)
    person = UserFactory(email="weg@example.org")
    ask_to_join(organisation, user=person)
    invite(organisation, email="weg@example.org", user=owner)
    invite(organisation, email="ander@example.org", user=owner)
    own_data.forget(person)
    assert [row.email for row in Invitation.objects.all()] == ["ander@example.org"]
    assert not JoinRequest.objects.exists()
    assert not NoticeMail.objects.filter(address="weg@example.org").exists()
    assert not [row for row in Notice.objects.all() if "weg@example.org" in str(row.context)]


def test_what_was_settled_long_ago_is_forgotten_and_the_rest_stays():
    organisation = OrganisationFactory()
    owner = owner_of(organisation)
    invitations = [
        invite(organisation, email=f"{name}@example.org", user=owner) for name in ("oud", "nieuw")
    ]
    requests = [ask_to_join(organisation, user=UserFactory()) for _ in range(3)]
    for request in requests[:2]:
        refuse(request, user=owner, reason="Nee.")
    day = timedelta(days=1)
    long_ago = timezone.now() - INVITATIONS_KEPT_FOR - day
    Invitation.objects.filter(pk=invitations[0].pk).update(expires_at=long_ago)
    JoinRequest.objects.filter(pk=requests[0].pk).update(
        decided_at=timezone.now() - REQUESTS_KEPT_FOR - day
    )
    JoinRequest.objects.filter(pk=requests[2].pk).update(
        created_at=timezone.now() - REQUESTS_KEPT_FOR - day
    )
    assert forget_old() == "1 invitations forgotten, 1 requests to join forgotten"
    assert list(Invitation.objects.all()) == [invitations[1]]
    assert set(JoinRequest.objects.all()) == set(requests[1:])
    assert forget_old() == ""


def test_the_role_of_others_stays_as_it_was():
    owner = MembershipFactory(role=Membership.Role.OWNER)
    colleague = MembershipFactory(organisation=owner.organisation)
    own_data.forget(owner.user)
    colleague.refresh_from_db()
    assert colleague.role == Membership.Role.MEMBER
