"""How dark a cell is: three shades between the fewest and the most."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

#: Beside the one for nothing at all, which is 0.
SHADES = 3


@dataclass(frozen=True)
class Band:
    """The numbers that one shade stands for; ``last`` is None for the darkest."""

    shade: int
    first: int
    last: int | None


@dataclass(frozen=True)
class Scale:
    """``starts`` are the lowest numbers of the second and every darker shade."""

    starts: tuple[int, ...] = ()

    def shade(self, count: int) -> int:
        """0 for nothing, else from 1 for few to as many as there are shades."""
        return 0 if count <= 0 else 1 + sum(count >= start for start in self.starts)

    @property
    def bands(self) -> tuple[Band, ...]:
        """For a legend, the lightest first; without the one for nothing."""
        firsts = (1, *self.starts)
        lasts = (*(start - 1 for start in self.starts), None)
        return tuple(
            Band(shade, first, last)
            for shade, (first, last) in enumerate(zip(firsts, lasts, strict=True), start=1)
        )


def scale_of(counts: Iterable[int]) -> Scale:
    """A scale whose steps multiply, up to the largest of the numbers.

    With equal steps a map with one large number would be pale but for that one; here it is darker
    than the others, and these still differ.
    """
    most = max(counts, default=0)
    starts = (ceil(most ** (step / SHADES)) for step in range(1, SHADES))
    return Scale(tuple(sorted({start for start in starts if start > 1})))
