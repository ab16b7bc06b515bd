"""What the ledger keeps of a search document, and of which documents it keeps anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.document import SearchDocument
from search.facets import FACETS
from search.validity import Validity

VALIDITY = "validity"
#: Not organisations: there are too many, and the search engine can say which items they have.
#: Not the validity: whatever has an entry is current.
KEPT = tuple(facet.name for facet in FACETS if facet.name not in {"organisation", VALIDITY})


@dataclass(frozen=True)
class Counted:
    """Under what an item counts: the values of each facet that it has, and whether nationally."""

    national: bool = False
    facets: Mapping[str, list[str]] = field(default_factory=dict)


def counted(document: SearchDocument) -> Counted | None:
    """What to keep of a document; None when the item is not counted now."""
    if Validity.CURRENT not in document.facets.get(VALIDITY, ()):
        return None
    return Counted(
        national=document.is_national,
        facets={name: sorted(document.facets[name]) for name in KEPT if document.facets.get(name)},
    )
