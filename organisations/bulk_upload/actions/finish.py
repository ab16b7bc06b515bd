"""Finish: do for what an upload has made all that follows, in parts, so that no request is long."""

import time
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from organisations.bulk_upload.checking.row import ROW
from organisations.bulk_upload.doubles import say_different, tell_doubles
from organisations.bulk_upload.sheets import Sheet
from organisations.models import BulkUpload, BulkUploadRow
from publishing.actions.submit import Outcome, submit

Became = BulkUploadRow.Became
_AT_ONCE = 20
_BECAME = {Outcome.LIVE: Became.LIVE, Outcome.IN_REVIEW: Became.IN_REVIEW}


def finish(upload: BulkUpload, sheet: Sheet, *, user: Any, seconds: float) -> bool:
    """Go on for about this long with what waits; whether all is done now.

    Every item is submitted once, however often and by how many at the same time this is called.
    What cannot be submitted stays a draft, and its row says why.
    """
    until = time.monotonic() + seconds
    manager: Any = sheet.model._default_manager
    while waiting := list(upload.rows.filter(became=Became.WAITING)[:_AT_ONCE]):
        items = manager.in_bulk([row.item_pk for row in waiting])
        tell_doubles(sheet.kind, items)
        for row in waiting:
            _finish_row(row, items.get(row.item_pk), upload, user)
            if time.monotonic() > until:
                return not upload.rows.filter(became=Became.WAITING).exists()
    return True


@transaction.atomic
def _finish_row(row: BulkUploadRow, item: Any, upload: BulkUpload, user: Any) -> None:
    # Whoever takes the row first does it; the other one finds nothing to do.
    mine = BulkUploadRow.objects.filter(pk=row.pk, became=Became.WAITING)
    if not mine.update(became=Became.DRAFT) or item is None:
        return
    ReferenceIndex.create_or_update_for_object(item)
    if row.outcome == BulkUploadRow.Outcome.DOUBLE:
        say_different(item, row.doubles, user=user, reason=upload.reason)
    if not upload.hand_in:
        return
    try:
        with transaction.atomic():
            became = _BECAME[submit(item, user=user)]
    except (PermissionDenied, ValidationError) as fault:
        texts = fault.messages if isinstance(fault, ValidationError) else []
        row.messages = {ROW: [_("It stays a draft: it could not be handed in."), *texts]}
        row.save(update_fields=["messages"])
        return
    BulkUploadRow.objects.filter(pk=row.pk).update(became=became)
