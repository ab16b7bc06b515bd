"""What somebody is told who saves a form after somebody else did."""

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from wagtail.models import Revision

from publishing.comparing.changes import Change, compare
from taxonomy.row_numbers import row_number

#: A message is no place for more.
MOST_CHANGES = 8


def told_of_conflict(item: Any, posted: Mapping[str, str]) -> str:
    """The message: who saved, and what is different since this form was opened.

    `posted` names the version that the form began from. The form itself keeps what was written.
    """
    latest: Revision = item.latest_revision
    begun = _begun_from(item, posted)
    changes: list[Change] = compare(begun.as_object(), latest.as_object()) if begun else []
    context = {
        "by": latest.user,
        "at": latest.created_at,
        "changes": changes[:MOST_CHANGES],
        "more": len(changes) - MOST_CHANGES,
    }
    return render_to_string("admin_panels/conflict.html", context)


def _begun_from(item: Any, posted: Mapping[str, str]) -> Revision | None:
    named = posted.get("overwrite_revision_id") or posted.get("loaded_revision_id") or ""
    key = row_number(named)
    return item.revisions.filter(pk=key).first() if key is not None else None
