"""Which items a new row may be, so that nothing is entered twice."""

from typing import Any

from organisations.bulk_upload.checking.row import Finding
from organisations.models import BulkUploadRow

MOST_SHOWN = 3


def find_doubles(found: Finding, user: Any) -> list[dict[str, Any]]:
    """The items that a new row may be, most likely first, as they are kept with the row."""
    if found.outcome != BulkUploadRow.Outcome.NEW:
        return []
    item = found.item
    same = type(item)._default_manager.filter(owner_id=item.owner_id, title__iexact=item.title)
    return [
        {
            "pk": other.pk,
            "title": other.title,
            "reasons": [],
            "url": other.get_absolute_url() if other.live else "",
        }
        for other in same[:MOST_SHOWN]
    ]
