"""Lets the same question of one person in a week count once, as far as this process can tell.

Nothing of it is stored or logged: what is kept in memory is a digest under a key that this process
made, of a mark that has no address in it (`search.asker`). It ends with the process.
"""

import hmac
import secrets
import threading
from datetime import date

from monitor.demand.asked import Asked

#: When there are more the oldest are forgotten, which lets them count again.
MOST_REMEMBERED = 20_000

_key = secrets.token_bytes(32)
#: A dictionary for its order.
_counted: dict[bytes, None] = {}
_lock = threading.Lock()


def is_first(asker: bytes, asked: Asked, week: date) -> bool:
    """Whether this asker did not ask this in this week before; from now on they did."""
    told = hmac.digest(_key, asker + repr((week, asked)).encode(), "sha256")
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
