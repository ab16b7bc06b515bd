"""Accept: somebody who was invited takes the place."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.joining.deciding import NotPossibleError, locked
from organisations.joining.history import Happened, record
from organisations.joining.invited import is_for
from organisations.joining.notices import tell_of_acceptance
from organisations.models import Invitation, JoinRequest, Membership
from publishing.models import User


@transaction.atomic
def accept_invitation(invitation: Invitation, *, user: User) -> Membership:
    """Give `user` the place the invitation promises, once.

    A request of the same person that waits is settled by it. Raises PermissionDenied when the
    invitation is for another address or this one was not verified, NotPossibleError when it does
    not work any more.
    """
    organisation = locked(invitation.organisation_id)
    if not user.is_active or not is_for(invitation, user):
        raise PermissionDenied
    now = timezone.now()
    # Asked again under the lock: of two at the same time one finds it taken.
    taken = Invitation.objects.open(now).filter(pk=invitation.pk).order_by().update(accepted_at=now)
    if not taken:
        raise NotPossibleError(_("This invitation does not work any more."))
    membership, created = Membership.objects.get_or_create(
        user=user, organisation=organisation, defaults={"role": invitation.role}
    )
    if not created and invitation.role == Membership.Role.OWNER:
        membership.role = invitation.role
        membership.save(update_fields=["role"])
    JoinRequest.objects.waiting().filter(user=user, organisation=organisation).order_by().update(
        state=JoinRequest.State.APPROVED, decided_at=now, decided_by=invitation.invited_by
    )
    record(Happened.JOINED, organisation, by=user, about=user, role=membership.role)
    tell_of_acceptance(invitation, user)
    return membership
