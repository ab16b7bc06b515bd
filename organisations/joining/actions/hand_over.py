"""Hand over: an owner makes a colleague owner and becomes an ordinary member."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from organisations.joining.deciding import check_can_look_after, current, locked
from organisations.joining.history import Happened, record
from organisations.joining.notices import tell_of_role
from organisations.models import Membership
from publishing.models import User


@transaction.atomic
def hand_over(to: Membership, *, user: User) -> None:
    """Let the colleague with the membership `to` take the place of `user` as owner.

    Raises PermissionDenied when `user` is no owner of that organisation, NotPossibleError when the
    colleague has left or cannot log in.
    """
    organisation = locked(to.organisation_id)
    own = organisation.memberships.filter(user=user, role=Membership.Role.OWNER).first()
    if own is None or own.pk == to.pk or not user.is_active:
        raise PermissionDenied
    to = current(to)
    check_can_look_after(to.user)
    for membership, role in ((to, Membership.Role.OWNER), (own, Membership.Role.MEMBER)):
        membership.role = role
        membership.save(update_fields=["role"])
    record(Happened.HANDED_OVER, organisation, by=user, about=to.user)
    tell_of_role(to)
