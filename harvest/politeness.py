"""When to ask a server again: not too often, less often when it has trouble, and as it asks."""

import random
from datetime import datetime, timedelta

SHORTEST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(days=1)
# A server that sends us away for longer is asked all the same; the address may have changed hands.
LONGEST_RETRY_AFTER = timedelta(days=2)
# Sources that failed together, or were added together, do not come back together.
SPREAD = 0.25


def next_attempt(
    now: datetime,
    *,
    interval: timedelta,
    failures: int = 0,
    retry_after: timedelta | None = None,
    chance: random.Random | None = None,
) -> datetime:
    """When a source is due again.

    `interval` is how often its owner wants it, `failures` how many runs in a row failed (0 after
    a good one), `retry_after` what the server asked for. After failures the pause doubles, up to
    a day. It is never shorter than 15 minutes, nor shorter than the server asked for, up to two
    days.
    """
    chance = chance or random.Random()  # noqa: S311 - spreads load, guards nothing
    if failures > 0:
        # 2 ** 7 quarters of an hour are more than a day.
        pause = min(SHORTEST_PAUSE * 2 ** min(failures, 7), LONGEST_PAUSE)
        pause *= 1 - SPREAD * chance.random()
    else:
        pause = interval * (1 + SPREAD / 5 * (2 * chance.random() - 1))
    pause = max(pause, SHORTEST_PAUSE)
    if retry_after is not None:
        asked = min(retry_after, LONGEST_RETRY_AFTER) + timedelta(seconds=60 * chance.random())
        pause = max(pause, asked)
    return now + pause
