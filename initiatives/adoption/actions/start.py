"""Start: a region says for the first time what it does with a practice."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from initiatives.adoption.deciding import (
    ChangedMeanwhileError,
    Happened,
    NotPossibleError,
    Step,
    add_step,
    check_may_record,
    check_step,
    record,
)
from initiatives.adoption.details import Details, store
from initiatives.models import Adoption, Practice
from initiatives.signals import adoption_changed
from taxonomy.models import Region


@transaction.atomic
def start(
    practice: Practice, region: Region, step: Step, *, user: Any, details: Details | None = None
) -> Adoption:
    """Record the first step of `region` with `practice`, which may be any, and give the row.

    Raises PermissionDenied for whoever does not lead the region, and NotPossibleError when the
    practice is not online, or the step cannot be; its ChangedMeanwhileError when the region has
    said so before.
    """
    check_may_record(user, region.pk)
    if not Practice.objects.live().filter(pk=practice.pk).exists():
        raise NotPossibleError(_("This practice is not online."))
    check_step(step, earlier=[])
    if step.state == Adoption.State.STOPPED:
        raise NotPossibleError(_("A region can only stop with what it began."))
    adoption = Adoption(practice=practice, region=region, state=step.state)
    try:
        with transaction.atomic():
            adoption.save()
    except IntegrityError:
        raise ChangedMeanwhileError(
            _("This region has a record of this practice already.")
        ) from None
    row = add_step(adoption, step, user=user)
    if details is not None:
        store(adoption, details)
    record(Happened.STARTED, adoption, by=user)
    adoption_changed.send(Adoption, adoption=adoption, step=row, user=user)
    return adoption
