"""How a list of dates is cut into pages without cutting a day in two."""

from collections.abc import Sequence
from datetime import date

#: About how many dates stand on a page.
ENOUGH = 40
#: A day that would make a page longer than this begins the next one.
MOST = 60
#: What has to be read to know where a page ends.
TO_READ = MOST + 1


def whole_days(days: Sequence[date]) -> int:
    """How many of these dates stand on one page; 0 when the first day alone has too many.

    ``days`` are the days of the dates in the order of the list, as many as there are or
    ``TO_READ``.
    """
    ends = [n for n in range(1, len(days)) if days[n] != days[n - 1] and n <= MOST]
    if len(days) <= MOST:
        ends.append(len(days))
    return next((end for end in ends if end >= ENOUGH), ends[-1] if ends else 0)
