"""Unmark: take back what a region said of a gap, so that it counts as any other."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from monitor.models import GapMark
from monitor.models.mark import MarkedMeanwhileError
from publishing.permissions import may_lead_region

LOG_ACTION = "monitor.unmark_gap"


@transaction.atomic
def unmark(row: GapMark, *, user: Any, seen: Collection[str] | None = None) -> None:
    """Forget a mark; the history of its region keeps that it was there.

    `seen` are the versions of the marks that the user saw. Raises PermissionDenied for whoever does
    not manage the region of the mark, as it is stored, and MarkedMeanwhileError when it says
    something else than the user saw.
    """
    rows = GapMark.objects.select_for_update(of=("self",)).select_related("region")
    stored = rows.filter(pk=row.pk).first()
    if stored is None:
        return
    if not may_lead_region(user, stored.region_id):
        raise PermissionDenied
    if seen is not None and stored.version not in seen:
        raise MarkedMeanwhileError
    forget(stored, user=user)


def forget(row: GapMark, *, user: Any = None) -> None:
    """Delete a mark, by somebody or with a word of the vocabulary, and keep in the log what it said."""
    gap = {"gap": str(row), "kind": row.kind, "text": row.text}
    log(instance=row.region, action=LOG_ACTION, user=user, data=gap)
    row.delete()
