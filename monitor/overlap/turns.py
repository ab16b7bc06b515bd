"""Lets pairs and verdicts be written by one at a time: who judges, who merges and what compares.

Otherwise what compares could read that nobody judged a pair, and write so, while a manager judges
it; and both put groups together of pairs that the other is changing.
"""

from django.db import connection

#: Any number will do, as long as nothing else of the site takes it.
_LOCK = 0x6F7665726C6170


def take_turn() -> None:
    """Waits until nobody else writes; lasts until the transaction ends, in which it must be called.

    To be called before anything is read of which the answer matters. On SQLite there is nothing to
    do: a transaction of the site begins there as the only one that writes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
