"""Which items a new row may be, so that nothing is entered twice."""

from collections.abc import Iterable
from typing import Any

from organisations.bulk_upload.checking.row import Finding
from organisations.models import BulkUploadRow
from publishing.duplicates.describing import describe
from publishing.duplicates.finding import likely_doubles
from publishing.duplicates.indexing import reindex
from publishing.duplicates.kinds import kind_called
from publishing.duplicates.relations import Relation
from publishing.duplicates.verdicts import record_verdict

MOST_SHOWN = 3


def find_doubles(found: Finding, user: Any) -> list[dict[str, Any]]:
    """The items that a new row may be, most likely first, as they are kept with the row."""
    if found.outcome != BulkUploadRow.Outcome.NEW:
        return []
    matches = likely_doubles(describe(found.item), user=user, limit=MOST_SHOWN)
    return [
        {
            "kind": match.kind,
            "pk": match.pk,
            "title": match.title,
            "url": match.url,
            "reason": match.reason,
        }
        for match in matches
        if match.relation == Relation.SAME
    ]


def say_different(item: Any, doubles: list[dict[str, Any]], *, user: Any, reason: str) -> None:
    """Remember that a new item is none of these, and why, for whoever reviews it."""
    for double in doubles:
        kind = kind_called(double["kind"])
        other = kind and kind.model._default_manager.filter(pk=double["pk"]).first()
        if other is not None:
            record_verdict(item, other, Relation.DIFFERENT, user=user, reason=reason)


def tell_doubles(kind_name: str, items: Iterable[int]) -> None:
    """Let what was stored at once, without the signals that tell of it, be found as a double."""
    if kind := kind_called(kind_name):
        reindex(kind, items)
