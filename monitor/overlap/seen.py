"""What somebody saw of pairs before judging them, so that no colleague is overruled unseen.

Nor is anything new overlooked: a verdict rests on the items as they are when it is given, and what
changed of them before that would never be asked about.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from monitor.models import Overlap, OverlapVerdict
from monitor.models.overlap import Key
from monitor.overlap.profile import Profile
from monitor.overlap.settling import basis_of, pair_key
from taxonomy.row_numbers import row_number

#: By the key of a pair: when a verdict on it was given, and what a verdict now would rest on.
Seen = dict[int, str]


class NotAsSeenError(Exception):
    """A colleague gave or took back a verdict, or items changed, since these pairs were shown."""

    def __init__(self, pairs: list[Overlap]) -> None:
        super().__init__()
        self.pairs = pairs


def seen_of(pairs: Iterable[Overlap], verdicts: Mapping[tuple[Key, Key], OverlapVerdict]) -> Seen:
    """What is to be seen of these pairs now."""
    found = {}
    for pair in pairs:
        said = verdicts.get(pair_key(pair.first.key, pair.second.key))
        found[pair.pk] = f"{said.decided_at.isoformat() if said else ''}/{_basis(pair)}"
    return found


def as_text(seen: Seen) -> str:
    """For a hidden field of a form; `read_seen` reads it."""
    return ",".join(f"{pk}={moment}" for pk, moment in sorted(seen.items()))


def read_seen(text: str) -> Seen:
    """What a form says was seen; nothing when anybody wrote something else there."""
    found = {}
    for one in text.split(","):
        number, _sign, moment = one.partition("=")
        if (pk := row_number(number)) is not None:
            found[pk] = moment
    return found


def _basis(pair: Overlap) -> str:
    basis = basis_of(*(Profile.from_data(row.data) for row in (pair.first, pair.second)))
    return blake2b(json.dumps(basis, sort_keys=True).encode(), digest_size=8).hexdigest()
