"""Stop: a region does not go on with a practice. What it told stays, so that others can learn."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.adoption.deciding import (
    Happened,
    NotPossibleError,
    Step,
    check_may_record,
    locked,
    take_step,
)
from initiatives.models import Adoption


@transaction.atomic
def stop(adoption: Adoption, step: Step, *, user: Any) -> Adoption:
    """Record that a region stopped, since when and why, and give the row as it is then.

    Raises PermissionDenied for whoever does not lead the region, and NotPossibleError when it
    stopped before, or `step` does not say why.
    """
    row = locked(adoption)
    check_may_record(user, row.region_id)
    if row.state == Adoption.State.STOPPED:
        raise NotPossibleError(_("The region stopped already."))
    if step.state != Adoption.State.STOPPED:
        raise NotPossibleError(_("This is no way to stop."))
    take_step(row, step, Happened.STOPPED, user=user)
    return row
