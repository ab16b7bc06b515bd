"""Take back a request: somebody does not want to join any more."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from organisations.joining.deciding import locked, waiting_request
from organisations.joining.history import Happened, record
from organisations.models import JoinRequest
from publishing.models import User


@transaction.atomic
def withdraw_request(request: JoinRequest, *, user: User) -> None:
    """Take back one's own request.

    Raises PermissionDenied for that of somebody else, NotPossibleError after a decision.
    """
    organisation = locked(request.organisation_id)
    request = waiting_request(request)
    if request.user_id != user.pk:
        raise PermissionDenied
    request.state, request.decided_at = JoinRequest.State.WITHDRAWN, timezone.now()
    request.save(update_fields=["state", "decided_at"])
    record(Happened.ASKED_NO_MORE, organisation, by=user, about=user)
