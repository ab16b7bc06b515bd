"""What is not kept for longer than it is needed, and what goes with an account."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organisations.joining.deciding import has_owner, locked
from organisations.joining.history import Happened, record
from organisations.joining.notices import tell_of_missing_owner
from organisations.models import Invitation, JoinRequest, Membership
from publishing.models import Notice, NoticeMail, User

#: An invitation that cannot be accepted any more, and a request on which was decided.
INVITATIONS_KEPT_FOR = timedelta(days=90)
REQUESTS_KEPT_FOR = timedelta(days=365)


@transaction.atomic
def forget_person(user: User) -> None:
    """Take an account out of its organisations; to be called just before it is removed.

    The history says that somebody went, and the managers of the region hear of an organisation
    that lost its last owner. Nothing is left of the address in invitations and in notices about
    the person.
    """
    # In the order of their keys, so that two people who leave at once do not wait for each other.
    for membership in Membership.objects.filter(user=user).order_by("organisation_id"):
        organisation = locked(membership.organisation_id)
        membership.delete()
        record(Happened.ACCOUNT_REMOVED, organisation, by=None)
        if membership.role == Membership.Role.OWNER and not has_owner(organisation):
            tell_of_missing_owner(organisation)
    known = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    # Both kinds of rows keep addresses in small letters.
    addresses = {address.lower() for address in [user.email, *known]}
    Invitation.objects.filter(email__in=addresses).delete()
    NoticeMail.objects.filter(address__in=addresses).delete()
    Notice.objects.filter(context__about=user.pk).delete()


def forget_old() -> str:
    """For `run_due`: delete what was settled long ago; tells in a line what went, if anything."""
    now = timezone.now()
    before = now - INVITATIONS_KEPT_FOR
    settled = Q(accepted_at__lt=before) | Q(withdrawn_at__lt=before) | Q(expires_at__lt=before)
    invitations, _rows = Invitation.objects.filter(settled).delete()
    decided = JoinRequest.objects.filter(decided_at__lt=now - REQUESTS_KEPT_FOR)
    requests, _rows = decided.delete()
    counts = {"invitations": invitations, "requests to join": requests}
    return ", ".join(f"{count} {what} forgotten" for what, count in counts.items() if count)
