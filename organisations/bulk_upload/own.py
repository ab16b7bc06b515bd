"""Finds what somebody may see of bulk uploads; anything else is as if it were not there."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from organisations.bulk_upload.limits import THROWN_AWAY_AFTER
from organisations.bulk_upload.rights import may_upload_for
from organisations.bulk_upload.sheets import Sheet, sheet_of
from organisations.models import BulkUpload, Organisation


def uploading_for(user: Any, pk: int) -> Organisation:
    """The organisation, for whoever may upload for it. Raises Http404 for everybody else."""
    organisation = get_object_or_404(Organisation, pk=pk)
    if not may_upload_for(user, organisation):
        raise Http404
    return organisation


def own_upload(user: Any, pk: int) -> tuple[BulkUpload, Sheet]:
    """An upload of this person, of less than a day ago, with its sheet. Raises Http404."""
    since = timezone.now() - THROWN_AWAY_AFTER
    uploads = BulkUpload.objects.select_related("organisation")
    upload = get_object_or_404(uploads, pk=pk, user=user, created_at__gte=since)
    sheet = sheet_of(upload.sheet)
    if sheet is None or not may_upload_for(user, upload.organisation):
        raise Http404
    return upload, sheet
