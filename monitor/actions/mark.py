"""Mark: say of a gap of one's region that it is on purpose, in preparation, or wanted."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from wagtail.log_actions import log

from monitor.models import GapMark
from monitor.models.mark import MarkedMeanwhileError
from publishing.permissions import may_lead_region

LOG_ACTION = "monitor.mark_gap"


_FIELDS = ("kind", "text", "by", "until", "author")


@transaction.atomic
def mark(asked: GapMark, *, user: Any, seen: Collection[str] | None = None) -> GapMark:
    """Keep what `asked` says; it takes the place of what the region said of this gap before.

    `seen` are the versions of the marks that the user saw. Raises PermissionDenied for whoever
    does not manage the region, ValidationError for a mark that lacks what its kind needs, and
    MarkedMeanwhileError when the region said something else than the user saw.
    """
    if not may_lead_region(user, asked.region_id):
        raise PermissionDenied
    asked.author = user
    # Which gap it is about is decided elsewhere; another mark about it is no fault.
    asked.full_clean(validate_unique=False, validate_constraints=False)
    said = GapMark.objects.select_for_update().filter(region_id=asked.region_id)
    row = said.about(*asked.cell.items()).first()
    if row is None:
        row = _new(asked)
    elif seen is not None and row.version not in seen:
        raise MarkedMeanwhileError
    else:
        for name in _FIELDS:
            setattr(row, name, getattr(asked, name))
        row.save()
    log(instance=row, action=LOG_ACTION, user=user, data=_told(row))
    return row


def _new(asked: GapMark) -> GapMark:
    asked.pk = None
    try:
        with transaction.atomic():
            asked.save(force_insert=True)
    except IntegrityError as fault:
        # A colleague said it between the look and the writing.
        raise MarkedMeanwhileError from fault
    return asked


def _told(row: GapMark) -> dict[str, str]:
    until = row.until.isoformat() if row.until else ""
    return {"kind": row.kind, "text": row.text, "by": row.by, "until": until}
