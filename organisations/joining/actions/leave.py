"""Leave: somebody stops working for an organisation here."""

from django.db import transaction

from organisations.joining.deciding import check_owner_remains, current, locked
from organisations.joining.history import Happened, record
from organisations.joining.notices import tell_of_leaving
from organisations.models import Membership


@transaction.atomic
def leave(membership: Membership) -> None:
    """Give up one's own place; whoever calls this has found that it is their own.

    Raises NotPossibleError for the last owner, and when it was given up already.
    """
    organisation = locked(membership.organisation_id)
    membership = current(membership)
    check_owner_remains(organisation, without=membership)
    membership.delete()
    record(Happened.LEFT, organisation, by=membership.user, about=membership.user)
    tell_of_leaving(organisation, membership.user)
