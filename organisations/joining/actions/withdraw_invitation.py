"""Withdraw an invitation: the link in the mail stops working."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.joining.deciding import NotPossibleError, locked
from organisations.joining.history import Happened, record
from organisations.models import Invitation
from publishing.models import User
from publishing.permissions import may_manage_members


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, user: User) -> None:
    """Make an open invitation worthless.

    Raises PermissionDenied when `user` may not, NotPossibleError when it is not open any more.
    """
    organisation = locked(invitation.organisation_id)
    if not may_manage_members(user, organisation):
        raise PermissionDenied
    now = timezone.now()
    still_open = Invitation.objects.open(now).filter(pk=invitation.pk).order_by()
    if not still_open.update(withdrawn_at=now):
        raise NotPossibleError(_("This invitation does not work any more."))
    record(Happened.INVITATION_WITHDRAWN, organisation, by=user)
