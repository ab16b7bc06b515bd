"""Where an item is useful, and which region therefore looks after it."""

from typing import Any

from taxonomy.models import Scale


def is_nationwide(item: Any) -> bool:
    """Whether somebody said that it is for the whole country."""
    return item.scale is not None and item.scale.ref == Scale.NATIONAL


def set_nationwide(item: Any, nationwide: bool) -> None:
    """Say or take back that it is for the whole country; another scale that was set stays."""
    if nationwide:
        item.scale = Scale.objects.filter(ref=Scale.NATIONAL).first()
    elif is_nationwide(item):
        item.scale = None


def lead_region_id(item: Any) -> int | None:
    """The region whose manager reviews a new item: none when it is for the whole country.

    An item for several regions goes to that of its organisation, or else to that of the first
    province; one that says nothing of where goes to that of its organisation.
    """
    if is_nationwide(item):
        return None
    regions = [province.region_id for province in item.provinces.all()]
    own = item.owner.region_id if item.owner is not None else None
    if own is not None and (own in regions or not regions):
        return own
    return regions[0] if regions else None
