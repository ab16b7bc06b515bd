"""Who gets which mail about joining, in their own language and with one thing to do."""

from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from organisations.joining.actions.approve import approve
from organisations.joining.actions.ask_to_join import ask_to_join
from organisations.joining.actions.change_role import change_role
from organisations.joining.actions.invite import invite
from organisations.joining.actions.leave import leave
from organisations.joining.actions.refuse import refuse
from organisations.joining.actions.remove_member import remove_member
from organisations.joining.notices import is_still_asked, still_works
from organisations.models import Invitation, JoinRequest, MailDomain, Membership
from publishing.models import Notice
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory
from tests.organisations.joining.making import owner_of, with_address
from tests.people import People

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str, bool]]:
    """Notice, address, and whether it goes at once."""
    rows = Notice.objects.select_related("mail").order_by("pk")
    return [(row.name, row.mail.address, row.mail.day is None) for row in rows]


def test_owners_decide_and_else_the_managers_of_the_region(people: People):
    ask_to_join(people.organisation, user=UserFactory())
    owner = owner_of(people.organisation)
    ask_to_join(people.organisation, user=UserFactory())
    ask_to_join(OrganisationFactory(), user=UserFactory())
    assert told() == [
        ("join_request", people.manager_a.email, True),
        ("join_request", owner.email, True),
        ("join_request", people.coordinator.email, True),
    ]


def test_a_claim_goes_to_the_manager(people: People):
    ask_to_join(
        people.organisation, user=UserFactory(), purpose=JoinRequest.Purpose.CLAIM, words="Ik"
    )
    assert told() == [("join_request", people.manager_a.email, True)]


def test_who_asked_hears_the_answer_at_once():
    organisation = OrganisationFactory()
    owner = owner_of(organisation)
    yes, no = (ask_to_join(organisation, user=UserFactory()) for _ in range(2))
    approve(yes, user=owner)
    refuse(no, user=owner, reason="U werkt hier niet.")
    assert told()[2:] == [
        ("join_approved", yes.user.email, True),
        ("join_refused", no.user.email, True),
    ]


def test_what_blocks_nobody_waits_for_the_mail_of_the_day():
    organisation = OrganisationFactory()
    owner, second = owner_of(organisation), owner_of(organisation)
    membership = MembershipFactory(organisation=organisation)
    MailDomain.objects.create(organisation=organisation, domain="school.example")
    change_role(membership, role=Membership.Role.OWNER, user=owner)
    remove_member(membership, user=owner)
    leave(Membership.objects.get(user=second))
    ask_to_join(organisation, user=with_address("x@school.example"))
    assert told() == [
        ("role_changed", membership.user.email, False),
        ("member_removed", membership.user.email, False),
        ("member_left", owner.email, False),
        ("joined_by_domain", owner.email, False),
    ]


def test_every_mail_says_what_it_is_about_and_leads_to_one_page(
    mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
):
    organisation = OrganisationFactory(title="Onze school")
    owner = owner_of(organisation)
    with override("en"), django_capture_on_commit_callbacks(execute=True):
        request = ask_to_join(organisation, user=UserFactory(), words="Ik ben docent.")
        invite(organisation, email="nieuw@example.org", user=owner)
        refuse(request, user=owner, reason="U werkt hier niet.")
    assert [mail.to for mail in mailoutbox] == [
        ["nieuw@example.org"],
        [request.user.email],
    ]
    invitation, refusal = mailoutbox
    assert "Onze school" in invitation.subject
    assert "/mijn-organisatie/uitnodiging/" in invitation.body
    assert "U werkt hier niet." in refusal.body
    for mail in mailoutbox:
        assert any(kind == "text/html" for _content, kind in mail.alternatives)


def test_what_was_settled_meanwhile_is_not_mailed_any_more():
    organisation = OrganisationFactory()
    owner = owner_of(organisation)
    request = ask_to_join(organisation, user=UserFactory())
    invitation = invite(organisation, email="nieuw@example.org", user=owner)
    asked, invited = (row.context for row in Notice.objects.order_by("pk"))
    assert is_still_asked(asked, owner)
    assert still_works(invited, None)
    approve(request, user=owner)
    Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    assert not is_still_asked(asked, owner)
    assert not still_works(invited, None)
