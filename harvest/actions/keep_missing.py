"""Keep: somebody says that what is missing from a feed takes place all the same."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from harvest import history
from harvest.deciding import NotPossibleError, check_may_change, locked_record
from harvest.models import Record


@transaction.atomic
def keep_missing(record: Record, *, user: Any) -> None:
    """Leave what became of a missing record as it is, and ask about it no more.

    Raises PermissionDenied, and NotPossibleError when it is not missing any more.
    """
    row = locked_record(record)
    check_may_change(user, row.source)
    if row.state != Record.State.MISSING:
        raise NotPossibleError(_("It is not missing any more."))
    row.state, row.missing_runs, row.note = Record.State.KEPT, 0, ""
    row.save(update_fields=["state", "missing_runs", "note"])
    history.record(history.Happened.KEPT, row.source, by=user, title=row.title)
