import pytest

from organisations.memberships import organisations_of
from organisations.models import Membership
from publishing.permissions import OrganisationsOf, roles_of
from tests.factories import MembershipFactory, OrganisationFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_somebody_belongs_to_the_organisations_they_are_a_member_of():
    user = UserFactory()
    school = MembershipFactory(user=user).organisation
    trusted = MembershipFactory(user=user, organisation__trusted=True).organisation
    OrganisationFactory(trusted=True)
    assert organisations_of(user) == OrganisationsOf(
        member=frozenset({school.pk, trusted.pk}), trusted=frozenset({trusted.pk})
    )


def test_an_owner_is_a_member_with_more_to_say():
    membership = MembershipFactory(role=Membership.Role.OWNER)
    member = MembershipFactory(organisation=membership.organisation).user
    organisation = frozenset({membership.organisation.pk})
    assert organisations_of(membership.user) == OrganisationsOf(
        member=organisation, owned=organisation
    )
    assert organisations_of(member).owned == frozenset()


def test_the_rules_know_of_memberships():
    membership = MembershipFactory()
    roles = roles_of(membership.user)
    assert roles.organisations.member == {membership.organisation.pk}
    assert not roles.is_curator


def test_somebody_whose_account_was_switched_off_belongs_nowhere():
    membership = MembershipFactory(user__is_active=False)
    assert roles_of(membership.user).organisations.member == frozenset()
