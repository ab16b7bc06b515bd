"""Which provinces are like another one, by a measure that a reader can follow.

Two things count: over which terms what there is, is spread (its profile), and how many people
live there. Each is a number from 0 to 1; the profile counts twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

Profile = Mapping[str, int]
#: How much each of the two counts.
PROFILE, SIZE = 2, 1


@dataclass(frozen=True)
class Likeness:
    """How much a province is like another. `size` is None when one of both is not known."""

    code: str
    profile: float
    size: float | None

    @property
    def score(self) -> float:
        if self.size is None:
            return self.profile
        return (PROFILE * self.profile + SIZE * self.size) / (PROFILE + SIZE)


def most_alike(
    code: str, profiles: Mapping[str, Profile], sizes: Mapping[str, int | None]
) -> list[Likeness]:
    """The other provinces, the most alike first.

    `profiles` says of each how many items it has under each term, `sizes` how many people.
    """
    own = profiles.get(code, {})
    found = [
        Likeness(other, _same_spread(own, profile), _ratio(sizes.get(code), sizes.get(other)))
        for other, profile in profiles.items()
        if other != code
    ]
    return sorted(found, key=lambda likeness: (-likeness.score, likeness.code))


def _same_spread(one: Profile, other: Profile) -> float:
    """The cosine between two rows of numbers: 1 for the same shares, 0 for nothing in common."""
    length = sqrt(sum(n * n for n in one.values())) * sqrt(sum(n * n for n in other.values()))
    if not length:
        return 0.0
    return sum(number * other.get(term, 0) for term, number in one.items()) / length


def _ratio(one: int | None, other: int | None) -> float | None:
    if not one or not other:
        return None
    return min(one, other) / max(one, other)
