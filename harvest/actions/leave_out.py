"""Leave out: one record does not come in, whatever its source says of it later."""

from typing import Any

from django.db import transaction

from harvest import history
from harvest.deciding import check_may_change, locked_record, withdraw_item
from harvest.models import Record


@transaction.atomic
def leave_out(record: Record, *, user: Any) -> None:
    """Ignore a record from now on, and take what became of it offline. Raises PermissionDenied."""
    row = locked_record(record)
    check_may_change(user, row.source)
    if row.is_ignored:
        return
    withdraw_item(row)
    row.is_ignored, row.state, row.note = True, Record.State.LEFT_OUT, ""
    row.save()
    history.record(history.Happened.LEFT_OUT, row.source, by=user, title=row.title)
