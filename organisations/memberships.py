"""Answers the permission rules' question: which organisations does somebody belong to?"""

from typing import Any

from organisations.models import Membership
from publishing.permissions import OrganisationsOf


def organisations_of(user: Any) -> OrganisationsOf:
    """The organisations of `user`, and those among them whose items go live at once."""
    rows = Membership.objects.filter(user_id=user.pk).values_list(
        "organisation_id", "organisation__trusted"
    )
    return OrganisationsOf(
        member=frozenset(pk for pk, _trusted in rows),
        trusted=frozenset(pk for pk, trusted in rows if trusted),
    )
