"""Which profiles are worth comparing with one: those that share a rare key, the rarest first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection

from monitor.models import OverlapKey

#: So many items of one key are read; a key that more have says too little to follow further.
COMMON_FROM = 60
#: So many are compared at most.
MOST_CANDIDATES = 60
#: So many keys are asked for in one query.
_AT_ONCE = 100
MOST_KEYS = 200


def candidates_for(keys: Collection[int]) -> list[int]:
    """The keys of at most `MOST_CANDIDATES` profiles; the time does not grow with the catalogue."""
    found: dict[int, list[int]] = defaultdict(list)
    for key, profile in _rows(list(keys)[:MOST_KEYS]):
        found[key].append(profile)
    return rarest_first(found)


def rarest_first(found: Mapping[int, Sequence[int]]) -> list[int]:
    """Those that share most and rarest keys, of what was found by key."""
    weights: dict[int, float] = defaultdict(float)
    for profiles in found.values():
        weight = 1 / len(profiles)
        for profile in profiles:
            weights[profile] += weight
    return sorted(weights, key=lambda each: (-weights[each], each))[:MOST_CANDIDATES]


def _rows(keys: list[int]) -> Iterable[tuple[int, int]]:
    table = connection.ops.quote_name(OverlapKey._meta.db_table)
    column = connection.ops.quote_name("key")
    # Limited one by one, which the query builder cannot say for both databases.
    part = (
        f"SELECT * FROM (SELECT {column}, profile_id FROM {table} "  # noqa: S608
        f"WHERE {column} = %s ORDER BY profile_id DESC LIMIT {COMMON_FROM}) AS found_{{}}"
    )
    with connection.cursor() as cursor:
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            parts = " UNION ALL ".join(part.format(number) for number in range(len(some)))
            cursor.execute(parts, some)
            yield from cursor.fetchall()
