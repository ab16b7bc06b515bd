"""The choice of a region on a page for curators: one of them, one's own, or all."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from publishing.permissions import Roles
from taxonomy.models import Region

#: How an address names all regions.
EVERYWHERE = "all"


def chosen_region(asked: str, regions: Sequence[Region], roles: Roles) -> str:
    """The region of an address by its identifier; "" for one's own, "all" for every region."""
    if asked == EVERYWHERE or any(region.ref == asked for region in regions):
        return asked
    return EVERYWHERE if roles.everywhere else ""


def keys_of(chosen: str, regions: Sequence[Region], roles: Roles) -> frozenset[int] | None:
    """The keys of the regions that were chosen; None for all of them.

    :param chosen: what `chosen_region` gave.
    """
    if chosen == EVERYWHERE:
        return None
    if chosen == "":
        return roles.regions
    return frozenset(region.pk for region in regions if region.ref == chosen)


def options(
    chosen: str, regions: Sequence[Region], counts: Mapping[int, int] | None = None
) -> list[tuple[str, str]]:
    """What can be chosen, as values and labels; one's own is not offered to who has none.

    :param counts: how much each region has, by its key, to say so behind its name.
    """
    own = [("", _("my own"))] if chosen == "" else []
    labels = {region: str(region) for region in regions}
    if counts is not None:
        labels = {region: f"{region} ({counts[region.pk]})" for region in regions}
    return [
        *own,
        (EVERYWHERE, _("all regions")),
        *((str(region.ref), label) for region, label in labels.items()),
    ]
