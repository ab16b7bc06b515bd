"""Who knows a region, for visitors who found nothing; the room with the pages of regions says it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class RegionContact:
    """The page on which the people of a region can be found."""

    name: str
    url: str
    # The language of the name, when it is not that of the page.
    lang: str = ""


Provider = Callable[[Iterable[str]], list[RegionContact]]

_provider: Provider | None = None


def register(provider: Provider) -> None:
    """Called at start-up by the room above; ``provider`` takes keys of regions."""
    global _provider
    _provider = provider


def contacts_of(regions: Iterable[str]) -> list[RegionContact]:
    """The contacts of some regions, given their keys; those without a page are left out."""
    wanted = sorted(set(regions))
    return _provider(wanted) if _provider and wanted else []
