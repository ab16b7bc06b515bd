"""Move on: a region takes the next step with a practice, or goes back and says why."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.adoption.deciding import (
    Happened,
    NotPossibleError,
    Step,
    add_step,
    check_may_record,
    check_step,
    locked,
    record,
)
from initiatives.models import Adoption
from initiatives.signals import adoption_changed


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
    check_step(step, before=row.steps.last())
    told = add_step(row, step, user=user)
    record(Happened.MOVED, row, by=user, why=step.why)
    adoption_changed.send(Adoption, adoption=row, step=told, user=user)
    return row
