"""Invite: ask somebody by mail to work for an organisation here."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.joining.deciding import NotPossibleError, locked
from organisations.joining.history import Happened, record
from organisations.joining.notices import tell_of_invitation
from organisations.joining.secrets import fingerprint_of, new_secret
from organisations.models import Invitation, Membership, Organisation
from publishing.models import User
from publishing.permissions import may_manage_members

WORKS_FOR = timedelta(days=14)
#: Nobody sends mail to strangers through us: so many a day for an organisation and for a person,
#: and to one address from all together.
MOST_PER_DAY = 20
MOST_PER_ADDRESS = 3


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    email: str,
    user: User,
    role: str = Membership.Role.MEMBER,
) -> Invitation:
    """Send an invitation; an open one to the same address stops working.

    What happens does not depend on whether the address has an account here. Raises
    PermissionDenied when `user` may not, NotPossibleError for a colleague and above the limits.
    """
    organisation = locked(organisation.pk)
    if not may_manage_members(user, organisation):
        raise PermissionDenied
    email = email.strip().lower()
    if organisation.memberships.filter(user__email__iexact=email).exists():
        raise NotPossibleError(_("This colleague works for the organisation here already."))
    _check_limits(organisation, email, user)
    now = timezone.now()
    Invitation.objects.open(now).filter(organisation=organisation, email=email).update(
        withdrawn_at=now
    )
    secret = new_secret()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        fingerprint=fingerprint_of(secret),
        invited_by=user,
        expires_at=now + WORKS_FOR,
    )
    record(Happened.INVITED, organisation, by=user, role=role)
    tell_of_invitation(invitation, secret)
    return invitation


def _check_limits(organisation: Organisation, email: str, user: User) -> None:
    recent = Invitation.objects.filter(created_at__gt=timezone.now() - timedelta(days=1))
    if (
        recent.filter(organisation=organisation).count() >= MOST_PER_DAY
        or recent.filter(invited_by=user).count() >= MOST_PER_DAY
    ):
        raise NotPossibleError(_("That were many invitations for one day. Go on tomorrow."))
    if recent.filter(email=email).count() >= MOST_PER_ADDRESS:
        raise NotPossibleError(
            _("This address got several invitations today. Ask your colleague to look for them.")
        )
