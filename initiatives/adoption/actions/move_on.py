"""Move on: a region takes the next step with a practice, or goes back and says why."""

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
def move_on(adoption: Adoption, step: Step, *, user: Any) -> Adoption:
    """Record a further step and give the row as it is then. Not for stopping, which is `stop`.

    Raises PermissionDenied for whoever does not lead the region, and NotPossibleError when the
    region is there already, or the step cannot be.
    """
    row = locked(adoption)
    check_may_record(user, row.region_id)
    if step.state == Adoption.State.STOPPED:
        raise NotPossibleError(_("Stopping is a decision of its own."))
    if step.state == row.state:
        raise NotPossibleError(_("The region is at this step already."))
    take_step(row, step, Happened.MOVED, user=user)
    return row
