"""Change: tell more, or otherwise, of what a region does with a practice."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from initiatives.adoption.deciding import Happened, check_may_record, locked, record
from initiatives.adoption.details import Details, details_of, store
from initiatives.models import Adoption
from initiatives.signals import adoption_changed


@transaction.atomic
def change(adoption: Adoption, details: Details, *, user: Any) -> Adoption:
    """Put `details` in the place of what was told; it is confirmed as of today all the same.

    Raises PermissionDenied for whoever does not lead the region, and NotPossibleError when the
    adoption is not there any more.
    """
    row = locked(adoption)
    check_may_record(user, row.region_id)
    differs = details != details_of(row)
    row.confirmed_on = timezone.localdate()
    store(row, details)
    if differs:
        record(Happened.CHANGED, row, by=user)
        adoption_changed.send(Adoption, adoption=row, step=None, user=user)
    return row
