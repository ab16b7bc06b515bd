"""Link an initiative that was there before to the practice it is derived from, or unlink it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from initiatives.adoption.deciding import Happened, check_may_record, locked, record
from initiatives.models import Adoption, Initiative
from initiatives.signals import adoption_changed
from publishing.permissions import Verb, may


@transaction.atomic
def link_initiative(adoption: Adoption, initiative: Initiative | None, *, user: Any) -> Adoption:
    """Say which initiative came of the practice in this region; None for none.

    Raises PermissionDenied for whoever does not lead the region, or may not change the initiative:
    its page will say that it is derived.
    """
    row = locked(adoption)
    check_may_record(user, row.region_id)
    if initiative is not None and not may(user, Verb.CHANGE, initiative):
        raise PermissionDenied
    if row.initiative_id == (initiative.pk if initiative else None):
        return row
    row.initiative = initiative
    row.save(update_fields=["initiative", "updated_at"])
    title = initiative.title if initiative else ""
    record(Happened.INITIATIVE_LINKED, row, by=user, initiative=title)
    adoption_changed.send(Adoption, adoption=row, step=None, user=user)
    return row
