"""Let in: a record that was left out by a person may come in again."""

from typing import Any

from django.db import transaction

from harvest import history
from harvest.deciding import check_may_change, locked_record, read_anew
from harvest.models import Record


@transaction.atomic
def let_in(record: Record, *, user: Any) -> None:
    """Let the next run, which is soon, bring a record back. Raises PermissionDenied."""
    row = locked_record(record)
    check_may_change(user, row.source)
    if not row.is_ignored:
        return
    row.is_ignored = False
    row.save(update_fields=["is_ignored"])
    if not row.source.is_uploaded:
        read_anew(row.source)
    history.record(history.Happened.LET_IN, row.source, by=user, title=row.title)
