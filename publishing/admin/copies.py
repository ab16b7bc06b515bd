"""What the form for a new item starts with when it is a copy of another."""

from typing import Any

from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from publishing.models import Publication

#: What belongs to the original's own life and not to its content.
_LEFT_BEHIND: dict[str, Any] = {
    "pk": None,
    "ref": None,
    "live": False,
    "has_unpublished_changes": False,
    "first_published_at": None,
    "last_published_at": None,
    "live_revision": None,
    "latest_revision": None,
    "locked": False,
    "locked_at": None,
    "locked_by": None,
    "verified_on": None,
    "verified_by": "",
    "verified_by_en": "",
    "sources": [],
    "provenance": Publication.Provenance.CURATOR,
    "created_by": None,
}


def unsaved_copy(item: Publication) -> Publication:
    """The content of `item` as a new item that nobody has saved or confirmed."""
    data = item.serializable_data() | _LEFT_BEHIND
    for relation in get_all_child_relations(type(item)):
        for child in data.get(relation.get_accessor_name(), []):
            child["pk"] = None
    copy = type(item).from_serializable_data(data)
    copy.title = _("%(title)s (copy)") % {"title": item.title}
    return copy
