"""What makes something a draft of its organisation, whether one is kept or a file full of them."""

from typing import Any

from organisations.contributing.places import lead_region_id
from organisations.models import Owned
from publishing.models import Publication


def make_new_draft(item: Any, *, user: Any) -> None:
    """Give a new item of an organisation what no question asks; nothing is stored yet."""
    item.live = False
    item.provenance = Publication.Provenance.CONTRIBUTOR
    item.created_by = user
    item.region_id = lead_region_id(item)
    item.organisations = [item.owner]


def was_never_live(item: Any) -> bool:
    """Whether no reader has ever seen it, so that its row holds the newest version as well."""
    return item.first_published_at is None and not item.live


def let_region_follow(item: Any) -> None:
    """Before a draft that was never live is stored: who reviews it depends on what it says of where.

    What a curator made or a feed brought stays with the region that was chosen for it.
    """
    is_owned = isinstance(item, Owned)
    if is_owned and item.provenance == Publication.Provenance.CONTRIBUTOR:
        item.region_id = lead_region_id(item)
