"""Take back: undo the last step, for who pressed the wrong button."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.adoption.deciding import (
    Happened,
    NotPossibleError,
    check_may_record,
    locked,
    record,
)
from initiatives.models import Adoption
from initiatives.signals import adoption_changed


@transaction.atomic
def take_back(adoption: Adoption, step: int, *, user: Any) -> Adoption | None:
    """Remove the last step, and the whole adoption when it was the only one; gives what is left.

    It is then confirmed as it was before the step.

    ``step`` is the key of the step that the user saw as the last one: who presses twice takes back
    one. Raises PermissionDenied for whoever does not lead the region, and NotPossibleError when
    another step is the last one now.
    """
    row = locked(adoption)
    check_may_record(user, row.region_id)
    steps = list(row.steps.all())
    if not steps or steps[-1].pk != step:
        raise NotPossibleError(_("Another step is the last one now. Look below what is recorded."))
    record(Happened.TAKEN_BACK, row, by=user)
    if len(steps) < 2:
        practice = row.practice
        row.delete()
        row.practice = practice
        adoption_changed.send(Adoption, adoption=row, step=None, user=user)
        return None
    steps[-1].delete()
    row.state = steps[-2].state
    row.confirmed_on = steps[-1].confirmed_before
    row.save(update_fields=["state", "confirmed_on", "updated_at"])
    adoption_changed.send(Adoption, adoption=row, step=None, user=user)
    return row
