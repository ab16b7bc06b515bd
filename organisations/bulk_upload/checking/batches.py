"""Looks at the rows of a file in parts, so that no request takes long."""

import time
from typing import Any

from django.utils.translation import gettext as _

from organisations.bulk_upload.checking.row import ROW, Finding, look_at
from organisations.bulk_upload.checking.session import Session
from organisations.bulk_upload.doubles import find_doubles
from organisations.bulk_upload.sheets import sheet_of
from organisations.models import BulkUpload, BulkUploadRow

AT_ONCE = 50
Outcome = BulkUploadRow.Outcome
_STORED = ("outcome", "messages", "changes", "doubles", "item_pk", "based_on")


def go_on(upload: BulkUpload, user: Any, *, seconds: float) -> bool:
    """Look at further rows for about this long; whether all are done now.

    Safe to run twice at the same time: both then find the same.
    """
    until = time.monotonic() + seconds
    sheet = sheet_of(upload.sheet)
    if sheet is None or upload.state != BulkUpload.State.CHECKING:
        return True
    session = Session(sheet, user, upload.organisation)
    while rows := list(upload.rows.filter(outcome=Outcome.WAITING)[:AT_ONCE]):
        stored = session.items(rows)
        for row in rows:
            found = look_at(row, session, stored)
            note(row, found, find_doubles(found, user))
        BulkUploadRow.objects.bulk_update(rows, _STORED)
        if time.monotonic() > until:
            break
    if upload.rows.filter(outcome=Outcome.WAITING).exists():
        return False
    BulkUpload.objects.filter(pk=upload.pk, state=BulkUpload.State.CHECKING).update(
        state=BulkUpload.State.CHECKED
    )
    upload.refresh_from_db()
    return True


def note(row: BulkUploadRow, found: Finding, doubles: list[dict[str, Any]]) -> None:
    """Put what was found on the row; nothing is stored yet."""
    row.outcome = found.outcome
    row.messages = found.messages
    row.changes = found.changes
    row.item_pk = found.item_pk
    row.based_on = found.based_on
    row.doubles = doubles
    if doubles and found.outcome == Outcome.NEW:
        row.outcome = Outcome.DOUBLE
        row.messages = {**found.messages, ROW: [_("This may exist already.")]}
