"""Mark: say of a gap of one's region that it is on purpose, in preparation, or wanted."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from monitor.models import GapMark
from publishing.permissions import may_lead_region

LOG_ACTION = "monitor.mark_gap"


@transaction.atomic
def mark(asked: GapMark, *, user: Any) -> GapMark:
    """Keep what `asked` says; it takes the place of what the region said of this gap before.

    Raises PermissionDenied for whoever does not manage the region, ValidationError for a mark
    that lacks what its kind needs.
    """
    if not may_lead_region(user, asked.region_id):
        raise PermissionDenied
    asked.author = user
    # Which gap it is about is decided elsewhere; another mark about it is no fault.
    asked.full_clean(validate_unique=False, validate_constraints=False)
    row, _created = GapMark.objects.update_or_create(
        region_id=asked.region_id,
        first_facet=asked.first_facet,
        first_term=asked.first_term,
        second_facet=asked.second_facet,
        second_term=asked.second_term,
        defaults={
            "kind": asked.kind,
            "text": asked.text,
            "by": asked.by,
            "until": asked.until,
            "author": user,
        },
    )
    log(instance=row, action=LOG_ACTION, user=user, data=_told(row))
    return row


def _told(row: GapMark) -> dict[str, str]:
    until = row.until.isoformat() if row.until else ""
    return {"kind": row.kind, "text": row.text, "by": row.by, "until": until}
