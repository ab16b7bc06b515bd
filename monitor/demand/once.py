"""Lets the same question of one person in a week count once, as far as this process can tell.

It saves the database what it would not count (`monitor.demand.visitors`), and is all that keeps
somebody from counting twice once a question has reached the threshold. Nothing of it is stored or
logged: in memory is a digest under a key that this process made, which ends with the process.
"""

import secrets
import threading
from datetime import date

from monitor.demand.asked import Asked
from search.asker import Asker

#: When there are more the oldest are forgotten, which lets them count again.
MOST_REMEMBERED = 20_000

_key = secrets.token_bytes(32)
#: A dictionary for its order.
_counted: dict[bytes, None] = {}
_lock = threading.Lock()


def is_first(asker: Asker, asked: Asked, week: date) -> bool:
    """Whether this asker did not ask this in this week before; from now on they did."""
    told = asker.mark(_key + repr((week, asked)).encode())
    with _lock:
        if told in _counted:
            return False
        _counted[told] = None
        if len(_counted) > MOST_REMEMBERED:
            del _counted[next(iter(_counted))]
    return True


def forget_all() -> None:
    """As if the process began."""
    with _lock:
        _counted.clear()
