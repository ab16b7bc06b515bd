"""Answers the permission rules' question: which organisations does somebody belong to?"""

from typing import Any

from organisations.models import Membership
from publishing.permissions import OrganisationsOf


def organisations_of(user: Any) -> OrganisationsOf:
    """The organisations of `user`; those whose items go live at once; those they are owner of."""
    rows = Membership.objects.filter(user_id=user.pk).values_list(
        "organisation_id", "organisation__trusted", "role"
    )
    return OrganisationsOf(
        member=frozenset(pk for pk, _trusted, _role in rows),
        trusted=frozenset(pk for pk, trusted, _role in rows if trusted),
        owned=frozenset(pk for pk, _trusted, role in rows if role == Membership.Role.OWNER),
    )


def combine_memberships(row: Membership, kept: Any) -> tuple[Membership, dict[str, Any]] | None:
    """For a merge: who worked for both keeps the membership of `kept`, with the higher role."""
    staying = Membership.objects.filter(user_id=row.user_id, organisation_id=kept.pk).first()
    if staying is None:
        return None
    owner = Membership.Role.OWNER in (row.role, staying.role)
    return staying, {"role": str(Membership.Role.OWNER if owner else staying.role)}
