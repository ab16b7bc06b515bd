"""Unmark: take back what a region said of a gap, so that it counts as any other."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from monitor.models import GapMark
from publishing.permissions import may_lead_region

LOG_ACTION = "monitor.unmark_gap"


@transaction.atomic
def unmark(row: GapMark, *, user: Any) -> None:
    """Forget a mark; the history of its region keeps that it was there.

    Raises PermissionDenied for whoever does not manage the region of the mark, as it is stored.
    """
    stored = GapMark.objects.select_related("region").filter(pk=row.pk).first()
    if stored is None:
        return
    if not may_lead_region(user, stored.region_id):
        raise PermissionDenied
    gap = {"gap": str(stored), "kind": stored.kind, "text": stored.text}
    log(instance=stored.region, action=LOG_ACTION, user=user, data=gap)
    stored.delete()
