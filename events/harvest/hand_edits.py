"""What a person changed here stays; what nobody touched follows the source.

`Record.taken` holds, by group, what was written into the event because of the source. Where a
version says the same, the source may change it; where it says something else, a person did, and
that stays until somebody lets it follow again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from events.harvest.fields import Plain, PlainGroups, TermsByKey, plain_of, write
from events.models import Event
from harvest.models import Record

#: In `taken`: what the live version has because of the source, where a newer draft has other things.
LIVE = "_live"
#: In `taken`: set while the event is offline because its record was withdrawn.
WITHDRAWN = "_withdrawn"


@dataclass(frozen=True)
class Followed:
    """What became of a version: the groups that were written, and those a person had changed."""

    written: frozenset[str]
    by_hand: frozenset[str]


def is_by_hand(record: Record, group: str, here: Plain) -> bool:
    """Whether a person wrote what stands ``here`` in a group: the source never did."""
    wrote = (record.taken.get(group), record.taken.get(LIVE, {}).get(group))
    return here not in wrote


def follow(
    version: Event,
    wanted: PlainGroups,
    record: Record,
    terms: TermsByKey,
    *,
    write_it: bool = True,
) -> Followed:
    """Write into a version, in memory, what the source says of every group that nobody changed."""
    written, by_hand = set(), set()
    for group, plain in wanted.items():
        here = plain_of(version, group)
        if is_by_hand(record, group, here) and (group in record.taken or here != plain):
            # Also when the source comes to say the same: it was a person who said it first.
            by_hand.add(group)
        elif here != plain:
            if write_it:
                write(version, group, plain, terms)
            written.add(group)
    return Followed(frozenset(written), frozenset(by_hand))


def remember(record: Record, wanted: PlainGroups, *versions: Followed) -> None:
    """Note what the source wrote. A group that a person had changed in all versions stays as it
    was noted, so that it stays theirs, whatever the source comes to say."""
    kept = frozenset.intersection(*(version.by_hand for version in versions))
    taken = {group: plain for group, plain in wanted.items() if group not in kept}
    record.taken = {**record.taken, **taken}


def remember_live(record: Record, groups: Collection[str]) -> None:
    """Note what readers go on seeing of these groups while a newer draft waits.

    To be called before `remember`.
    """
    waiting: dict[str, Any] = {
        group: record.taken[group] for group in groups if group in record.taken
    }
    record.taken = {**record.taken, LIVE: {**waiting, **record.taken.get(LIVE, {})}}


def forget_live(record: Record) -> None:
    """The live version has what the source says now; no draft of it waits."""
    record.taken = {name: value for name, value in record.taken.items() if name != LIVE}
