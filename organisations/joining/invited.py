"""Which invitations are for whom."""

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.utils import timezone

from organisations.joining.secrets import fingerprint_of
from organisations.models import Invitation
from publishing.models import User


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether the invitation was sent to an address that `user` has shown to be theirs."""
    return invitation.email in verified_addresses(user)


def invitations_for(user: User) -> QuerySet[Invitation]:
    """What `user` can accept now, with the organisation."""
    found = Invitation.objects.open(timezone.now()).filter(email__in=verified_addresses(user))
    return found.select_related("organisation")


def invitation_with(secret: str) -> Invitation | None:
    """The invitation of a link that still works."""
    found = Invitation.objects.open(timezone.now()).filter(fingerprint=fingerprint_of(secret))
    return found.select_related("organisation").first()


def verified_addresses(user: User) -> set[str]:
    """The addresses that `user` has shown to be theirs, in lower case."""
    rows = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return {address.lower() for address in rows}
