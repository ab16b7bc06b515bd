"""Approve: let somebody into an organisation who asked for it."""

from django.db import transaction
from django.utils import timezone

from organisations.joining.deciding import check_may_decide, has_owner, locked, waiting_request
from organisations.joining.history import Happened, record
from organisations.joining.notices import tell_of_approval
from organisations.models import JoinRequest, Membership
from publishing.models import User


@transaction.atomic
def approve(request: JoinRequest, *, user: User) -> Membership:
    """Give whoever asked a place; a claim makes them owner, if there is still none.

    Raises PermissionDenied when `user` may not decide, NotPossibleError when somebody already did.
    """
    organisation = locked(request.organisation_id)
    request = waiting_request(request)
    check_may_decide(request, organisation, user)
    claims = request.purpose == JoinRequest.Purpose.CLAIM
    becomes_owner = claims and not has_owner(organisation)
    role = Membership.Role.OWNER if becomes_owner else Membership.Role.MEMBER
    membership, created = Membership.objects.get_or_create(
        user=request.user, organisation=organisation, defaults={"role": role}
    )
    if not created and becomes_owner:
        membership.role = role
        membership.save(update_fields=["role"])
    request.state, request.decided_at = JoinRequest.State.APPROVED, timezone.now()
    request.decided_by = user
    request.save(update_fields=["state", "decided_at", "decided_by"])
    record(Happened.JOINED, organisation, by=user, about=request.user, role=membership.role)
    tell_of_approval(request)
    return membership
