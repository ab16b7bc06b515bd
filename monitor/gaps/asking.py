"""Whom to ask: the pages on which the managers of regions can be found."""

from collections.abc import Iterable

from search.region_contacts import RegionContact, contacts_of


class Contacts:
    """Finds the page of each region once, however often it is asked for."""

    def __init__(self) -> None:
        self._known: dict[str, list[RegionContact]] = {}

    def of(self, regions: Iterable[str]) -> list[RegionContact]:
        """The pages of some regions, given their keys; those without a page are left out."""
        found: list[RegionContact] = []
        for region in sorted(set(regions)):
            if region not in self._known:
                self._known[region] = contacts_of([region])
            found += self._known[region]
        return found
