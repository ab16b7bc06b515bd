"""In which provinces a practice counts: what its author says of them, and what their regions do."""

from collections.abc import Collection, Iterable, Iterator

from initiatives.models import Adoption
from taxonomy.models import Province


def provinces_with(
    own: Iterable[Province],
    adoptions: Iterable[Adoption],
    states: Collection[str] = Adoption.ACTIVE,
) -> Iterator[Province]:
    """The provinces of a practice, some perhaps twice.

    `own` are those in which its author says that it runs; a region that stopped knows better.
    `adoptions` are all those of the practice: a region that is in one of `states` has it in its
    provinces as well. Where it is only proposed, or a region is only interested, it is not.
    """
    told = list(adoptions)
    stopped = {row.region_id for row in told if row.state == Adoption.State.STOPPED}
    yield from (province for province in own if province.region_id not in stopped)
    for row in told:
        if row.state in states:
            yield from row.region.provinces.all()
