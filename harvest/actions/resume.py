"""Resume: go on with a source that was paused or switched off."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from harvest.deciding import NotPossibleError, check_may_change, locked, read_anew
from harvest.history import Happened, record
from harvest.models import Source


@transaction.atomic
def resume(source: Source, *, user: Any) -> None:
    """Let a source flow in again, beginning soon.

    Raises PermissionDenied, and NotPossibleError while its events are still being taken offline.
    """
    row = locked(source)
    check_may_change(user, row)
    if row.state not in (Source.State.PAUSED, Source.State.OFF):
        return
    if row.withdraws:
        raise NotPossibleError(_("Its events are still being taken offline. Try again in a while."))
    read_anew(row, state=Source.State.ACTIVE, failures=0, failing_since=None)
    if row.is_uploaded:
        Source.objects.filter(pk=row.pk).update(next_run_at=None)
    source.state = Source.State.ACTIVE
    record(Happened.RESUMED, row, by=user)
