"""Withdraw: somebody says that what is missing from a feed does not take place."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from harvest import history
from harvest.deciding import NotPossibleError, check_may_change, locked_record, withdraw_item
from harvest.models import Record


@transaction.atomic
def withdraw_missing(record: Record, *, user: Any) -> None:
    """Take what became of a missing record offline; it returns when the feed has it again.

    Raises PermissionDenied, and NotPossibleError when it is not missing any more.
    """
    row = locked_record(record)
    check_may_change(user, row.source)
    if row.state != Record.State.MISSING:
        raise NotPossibleError(_("It is not missing any more."))
    withdraw_item(row)
    row.state, row.note = Record.State.WITHDRAWN, ""
    row.save()
    history.record(history.Happened.GONE, row.source, by=user, title=row.title)
