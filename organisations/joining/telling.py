"""Tells people by mail what happened to their place in an organisation."""

from collections.abc import Iterable
from typing import Any

from organisations.models import Membership, Organisation
from publishing.models import RoleAssignment, User
from publishing.notices import tell


def owners_of(organisation: Organisation) -> list[User]:
    """Who decides who else works for it, longest there first."""
    owners = Membership.objects.filter(
        organisation=organisation, role=Membership.Role.OWNER, user__is_active=True
    )
    return [row.user for row in owners.select_related("user").order_by("pk")]


def managers_of(item: Any) -> list[User]:
    """The managers of the region of an organisation, or of what one keeps; the national
    coordinators when it has none."""
    role = RoleAssignment.Role
    if item.region_id:
        found = RoleAssignment.objects.filter(region=item.region_id)
    else:
        found = RoleAssignment.objects.filter(role=role.NATIONAL_COORDINATOR)
    rows = found.filter(user__is_active=True).select_related("user").order_by("pk")
    return [row.user for row in rows]


def tell_all(
    people: Iterable[User | str], notice: str, context: dict[str, Any], *, at_once: bool
) -> None:
    """Tell each of `people` (an account or a bare address) after the change has been stored."""
    for person in people:
        tell(person, notice, context, at_once=at_once)
