"""Which profiles are worth comparing with one: those that share a rare key, the rarest first."""

from collections.abc import Collection

from monitor.models import OverlapKey
from publishing.duplicates.candidates import profiles_by_key, rarest_first

#: So many items of one key are read; a key that more have says too little to follow further.
COMMON_FROM = 60
#: So many are compared at most.
MOST_CANDIDATES = 60
MOST_KEYS = 200


def candidates_for(keys: Collection[int]) -> list[int]:
    """The keys of at most `MOST_CANDIDATES` profiles; the time does not grow with the catalogue."""
    found = profiles_by_key(OverlapKey, list(keys)[:MOST_KEYS], COMMON_FROM)
    return rarest_first(found, MOST_CANDIDATES)
