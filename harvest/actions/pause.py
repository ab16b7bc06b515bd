"""Pause: read a source no more until somebody goes on with it; its events stay."""

from typing import Any

from django.db import transaction

from harvest.deciding import check_may_change, locked
from harvest.history import Happened, record
from harvest.models import Source


@transaction.atomic
def pause(source: Source, *, user: Any) -> None:
    """Pause a source; one that rests already stays as it is. Raises PermissionDenied."""
    row = locked(source)
    check_may_change(user, row)
    if row.state not in (Source.State.ACTIVE, Source.State.BLOCKED):
        return
    row.state = source.state = Source.State.PAUSED
    row.save(update_fields=["state"])
    record(Happened.PAUSED, row, by=user)
