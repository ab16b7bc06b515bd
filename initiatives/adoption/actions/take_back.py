"""Take back: undo the last step, for who pressed the wrong button."""

from typing import Any

from django.db import transaction

from initiatives.adoption.deciding import Happened, check_may_record, locked, record
from initiatives.models import Adoption
from initiatives.signals import adoption_changed


@transaction.atomic
def take_back(adoption: Adoption, *, user: Any) -> Adoption | None:
    """Remove the last step, and the whole adoption when it was the only one; gives what is left.

    Raises PermissionDenied for whoever does not lead the region, and NotPossibleError when
    somebody was first.
    """
    row = locked(adoption)
    check_may_record(user, row.region_id)
    record(Happened.TAKEN_BACK, row, by=user)
    steps = list(row.steps.all())
    if len(steps) < 2:
        practice = row.practice
        row.delete()
        row.practice = practice
        adoption_changed.send(Adoption, adoption=row, step=None, user=user)
        return None
    steps[-1].delete()
    row.state = steps[-2].state
    row.save(update_fields=["state", "updated_at"])
    adoption_changed.send(Adoption, adoption=row, step=None, user=user)
    return row
