"""Which profiles are worth comparing with one: those that share a rare key, the rarest first.

By words and by people apart, for a word that many share would otherwise hide whom it is for, and
the other way round; which of the two tells more is for the weights to say.
"""

from collections.abc import Mapping, Sequence

from monitor.models import OverlapKey
from monitor.overlap.keys import AskedKeys
from publishing.duplicates.candidates import profiles_by_key, rarest_first

#: So many items of one key are read; a key that more have says too little to follow further.
COMMON_FROM = 60
#: So many are compared at most that share words, and so many that are for the same people.
MOST_CANDIDATES = 60
MOST_KEYS = 200


def candidates_for(keys: AskedKeys) -> list[int]:
    """The keys of the profiles to compare; the time does not grow with the catalogue."""
    words, people = keys.words[:MOST_KEYS], keys.people[:MOST_KEYS]
    found = profiles_by_key(OverlapKey, [*words, *people], COMMON_FROM)
    return chosen(found, keys)


def chosen(found: Mapping[int, Sequence[int]], keys: AskedKeys) -> list[int]:
    """Of what was found by key, those that are compared: at most `MOST_CANDIDATES` of each sort."""
    sorts = (
        {key: found[key] for key in sort if key in found} for sort in (keys.words, keys.people)
    )
    return list(dict.fromkeys(one for sort in sorts for one in rarest_first(sort, MOST_CANDIDATES)))
