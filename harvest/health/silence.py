"""Whether a calendar has been silent for unusually long, compared with its own past."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

#: Fewer days on which something new came in say nothing about what is usual.
FEWEST_DAYS = 5
SHORTEST_SILENCE = timedelta(days=21)
#: So many times as long as the longest silence before.
TIMES_THE_LONGEST = 2


def silent_since(arrivals: Sequence[date], today: date) -> date | None:
    """The last day on which something new came in, when that is unusually long ago; else None.

    `arrivals` are all such days, oldest first.
    """
    if len(arrivals) < FEWEST_DAYS:
        return None
    gaps = [later - earlier for earlier, later in pairwise(arrivals)]
    usual = max(max(gaps) * TIMES_THE_LONGEST, SHORTEST_SILENCE)
    return arrivals[-1] if today - arrivals[-1] > usual else None
