"""Refuse: tell somebody who wants to join that they cannot, and why."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.joining.deciding import (
    NotPossibleError,
    check_may_decide,
    locked,
    waiting_request,
)
from organisations.joining.history import Happened, record
from organisations.joining.notices import tell_of_refusal
from organisations.models import JoinRequest
from publishing.models import User


@transaction.atomic
def refuse(request: JoinRequest, *, user: User, reason: str) -> JoinRequest:
    """Say no to a request, with the reason that the person gets to read.

    Raises PermissionDenied when `user` may not decide, NotPossibleError without a reason or when
    somebody already decided.
    """
    organisation = locked(request.organisation_id)
    request = waiting_request(request)
    check_may_decide(request, organisation, user)
    if not reason.strip():
        raise NotPossibleError(_("Write why, so that the person knows what to do."))
    request.state, request.decided_at = JoinRequest.State.REFUSED, timezone.now()
    request.decided_by, request.reason = user, reason.strip()
    request.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    record(Happened.REFUSED, organisation, by=user, about=request.user)
    tell_of_refusal(request)
    return request
