"""Correct a step: a region says when or why it took its last step, now or otherwise than before."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.adoption.deciding import (
    ChangedMeanwhileError,
    Happened,
    Step,
    check_day,
    check_may_record,
    locked,
    record,
)
from initiatives.models import Adoption
from initiatives.signals import adoption_changed


@transaction.atomic
def correct_step(adoption: Adoption, step: Step, *, user: Any) -> Adoption:
    """Put the day and the reason of `step` on the last one; what it leaves empty stays as it was.

    A step of which only a document told is from then on one that the region told. Raises
    PermissionDenied for whoever does not lead the region, NotPossibleError for a day that cannot
    be, and its ChangedMeanwhileError when the last step has another state.
    """
    row = locked(adoption)
    check_may_record(user, row.region_id)
    *earlier, last = row.steps.all()
    if last.state != step.state:
        raise ChangedMeanwhileError(
            _("Another step is the last one now. Look below what is recorded.")
        )
    check_day(step.day, earlier=earlier)
    told = {"day": step.day, "why": step.why.strip(), "why_en": step.why_en.strip()}
    changed = {
        name: value for name, value in told.items() if value and value != getattr(last, name)
    }
    if not changed:
        return row
    for name, value in changed.items():
        setattr(last, name, value)
    if last.recorded_by_id is None:
        last.recorded_by, last.recorded_at = user, timezone.now()
    last.save()
    row.confirmed_on = timezone.localdate()
    row.save(update_fields=["confirmed_on", "updated_at"])
    record(Happened.CORRECTED, row, by=user)
    adoption_changed.send(Adoption, adoption=row, step=None, user=user)
    return row
