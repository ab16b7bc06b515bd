"""Lets the threshold be reached by different visitors only, in however many processes they ask.

Of each question of a week stands which of a few buckets asked it. A bucket holds the connections
that a key of that week puts there, a sixty-third of all there are: it says that somebody else asks,
and cannot say who asked. Who falls in a bucket that asked already is not counted, so that there may
be more visitors than were counted, and never fewer.
"""

from monitor.demand.asked import Asked
from search.asker import Asker

#: As many as fit in a number of both databases, of which one bit is for the sign.
BUCKETS = 63


def bit_of(asker: Asker, asked: Asked, secret: str) -> int:
    """The bit of the bucket of an asker, another one for every question.

    :param secret: of the week, which is thrown away after it.
    """
    key = f"visitor {asked.digest(secret)}".encode()
    return 1 << int.from_bytes(asker.mark(key), "big") % BUCKETS
