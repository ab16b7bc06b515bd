"""People and organisations for these tests."""

from allauth.account.models import EmailAddress

from organisations.models import Membership, Organisation
from publishing.models import User
from tests.factories import MembershipFactory, UserFactory


def owner_of(organisation: Organisation) -> User:
    return MembershipFactory(organisation=organisation, role=Membership.Role.OWNER).user


def with_address(address: str, *, verified: bool = True) -> User:
    """Somebody with a (verified) address; users from the factory have none that counts."""
    user = UserFactory(email=address.lower())
    EmailAddress.objects.create(user=user, email=address, verified=verified, primary=True)
    return user


def role_in(organisation: Organisation, user: User) -> str | None:
    return organisation.memberships.filter(user=user).values_list("role", flat=True).first()
