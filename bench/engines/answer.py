"""What a candidate answers; it also travels to the process that compares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Answer:
    """What a page needs: the total, the count of every value of every facet, marked texts."""

    total: int
    facets: Counts
    fragments: Sequence[str] = ()

    def agrees_with(self, other: "Answer") -> bool:
        """Whether every number is the same; a value without a count is one with none."""
        return self.total == other.total and _found(self.facets) == _found(other.facets)


def _found(facets: Counts) -> dict[str, dict[str, int]]:
    found = {
        name: {value: count for value, count in counts.items() if count}
        for name, counts in facets.items()
    }
    return {name: counts for name, counts in found.items() if counts}
