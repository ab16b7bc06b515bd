"""Which profiles are worth comparing with a description: those that share a rare key."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection
from django.db.models import Model

from publishing.models import DuplicateKey, DuplicateProfile

#: A key that more items have says too little to follow.
COMMON_FROM = 120
#: So many are compared at most.
MOST_CANDIDATES = 40
#: So many keys are asked for in one query.
_AT_ONCE = 100
MOST_KEYS = 200


def candidates_for(keys: Collection[int]) -> list[int]:
    """The keys of at most `MOST_CANDIDATES` profiles, those that share most and rarest first.

    Of each key only so many rows are read as make it common, so that the time does not grow
    with the catalogue.
    """
    found = profiles_by_key(DuplicateKey, list(keys)[:MOST_KEYS], COMMON_FROM)
    return rarest_first(found, MOST_CANDIDATES)


def rarest_first(found: Mapping[int, Sequence[int]], most: int) -> list[int]:
    """Of profiles by key, the ``most`` that share most and rarest keys."""
    weights: dict[int, float] = defaultdict(float)
    for profiles in found.values():
        # What is everywhere still helps to order what something rarer has found.
        weight = 1 / len(profiles)
        for profile in profiles:
            weights[profile] += weight
    return sorted(weights, key=lambda profile: (-weights[profile], profile))[:most]


def profiles_by_key(model: type[Model], keys: Sequence[int], most: int) -> dict[int, list[int]]:
    """The profiles with each of these keys, of each key the newest ``most``.

    ``model`` has a number ``key`` and points at a ``profile``, with an index on both together.
    """
    table = connection.ops.quote_name(model._meta.db_table)
    column = connection.ops.quote_name("key")
    # Limited one by one, which the query builder cannot say for both databases.
    part = (
        f"SELECT * FROM (SELECT {column}, profile_id FROM {table} "  # noqa: S608
        f"WHERE {column} = %s ORDER BY profile_id DESC LIMIT {int(most)}) AS found_{{}}"
    )
    found: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            parts = " UNION ALL ".join(part.format(number) for number in range(len(some)))
            cursor.execute(parts, some)
            for key, profile in cursor.fetchall():
                found[key].append(profile)
    return found


def profiles_of(keys: Collection[int], kinds: Iterable[str]) -> list[DuplicateProfile]:
    """The profiles with these keys that are of one of the kinds; one query."""
    wanted = frozenset(kinds)
    # Chosen here: a database without statistics would rather read all items of those kinds.
    return [row for row in DuplicateProfile.objects.filter(pk__in=keys) if row.kind in wanted]
