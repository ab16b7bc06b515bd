"""Throws away uploads that are more than a day old, for `run_due`."""

from django.utils import timezone

from organisations.bulk_upload.actions.finish import finish
from organisations.bulk_upload.limits import THROWN_AWAY_AFTER
from organisations.bulk_upload.sheets import sheet_of
from organisations.models import BulkUpload, BulkUploadRow

SECONDS = 60


def keep_up() -> str:
    """Finishes what was left waiting, and forgets old uploads; what it did, in words."""
    _finish()
    old = BulkUpload.objects.filter(created_at__lt=timezone.now() - THROWN_AWAY_AFTER)
    count = old.count()
    old.delete()
    return f"{count} thrown away" if count else ""


def _finish() -> None:
    """Somebody closed the page before everything was finished."""
    waiting = BulkUploadRow.objects.filter(became=BulkUploadRow.Became.WAITING)
    for upload in BulkUpload.objects.filter(pk__in=waiting.values("upload")).select_related("user"):
        if sheet := sheet_of(upload.sheet):
            finish(upload, sheet, user=upload.user, seconds=SECONDS)
