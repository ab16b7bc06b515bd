"""Remove a colleague: from now on they have no say over the organisation's items."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from organisations.joining.deciding import check_owner_remains, current, locked
from organisations.joining.history import Happened, record
from organisations.joining.notices import tell_of_removal
from organisations.models import Invitation, Membership
from publishing.models import User
from publishing.permissions import may_manage_members


@transaction.atomic
def remove_member(membership: Membership, *, user: User) -> None:
    """Take the place of a colleague away, and the open invitations they sent with it.

    Raises PermissionDenied when `user` may not, NotPossibleError when nobody would be owner any
    more or the colleague has left already.
    """
    organisation = locked(membership.organisation_id)
    if not may_manage_members(user, organisation):
        raise PermissionDenied
    membership = current(membership)
    check_owner_remains(organisation, without=membership)
    now = timezone.now()
    theirs = Invitation.objects.open(now).filter(
        organisation=organisation, invited_by=membership.user
    )
    theirs.order_by().update(withdrawn_at=now)
    membership.delete()
    record(Happened.REMOVED, organisation, by=user, about=membership.user)
    tell_of_removal(organisation, membership.user)
