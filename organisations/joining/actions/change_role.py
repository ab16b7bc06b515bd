"""Change a role: make a colleague owner, or an owner an ordinary member."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from organisations.joining.deciding import (
    check_can_look_after,
    check_owner_remains,
    current,
    locked,
)
from organisations.joining.history import Happened, record
from organisations.joining.notices import tell_of_role
from organisations.models import Membership
from publishing.models import User
from publishing.permissions import may_manage_members


@transaction.atomic
def change_role(membership: Membership, *, role: str, user: User) -> Membership:
    """Give a colleague another role.

    Raises PermissionDenied when `user` may not, ValueError for a role that does not exist, and
    NotPossibleError when nobody would be owner any more or the colleague has left.
    """
    role = Membership.Role(role)
    organisation = locked(membership.organisation_id)
    if not may_manage_members(user, organisation):
        raise PermissionDenied
    membership = current(membership)
    if membership.role == role:
        return membership
    if role == Membership.Role.OWNER:
        check_can_look_after(membership.user)
    check_owner_remains(organisation, without=membership)
    membership.role = role
    membership.save(update_fields=["role"])
    record(Happened.ROLE_CHANGED, organisation, by=user, about=membership.user, role=role)
    tell_of_role(membership)
    return membership
