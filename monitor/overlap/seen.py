"""What somebody saw of pairs before judging them, so that no colleague is overruled unseen."""

from collections.abc import Iterable, Mapping

from monitor.models import Overlap, OverlapVerdict
from monitor.models.overlap import Key
from monitor.overlap.settling import pair_key
from taxonomy.row_numbers import row_number

#: By the key of a pair: when a verdict on it was given, empty when there was none.
Seen = dict[int, str]


class SaidMeanwhileError(Exception):
    """A colleague gave a verdict, or took one back, since the pairs were shown; on which of them."""

    def __init__(self, pairs: list[Overlap]) -> None:
        super().__init__()
        self.pairs = pairs


def seen_of(pairs: Iterable[Overlap], verdicts: Mapping[tuple[Key, Key], OverlapVerdict]) -> Seen:
    """What is to be seen of these pairs now."""
    found = {}
    for pair in pairs:
        said = verdicts.get(pair_key(pair.first.key, pair.second.key))
        found[pair.pk] = said.decided_at.isoformat() if said else ""
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
