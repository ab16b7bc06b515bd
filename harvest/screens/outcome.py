"""What a trial would bring, as the page shows it: the first of every group, and how many there are."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from harvest.kinds import Outlook
from harvest.records import ReadRecord, RefusedRecord
from harvest.rules import LeftOut
from harvest.trying import Trial

MOST_SHOWN = 50


@dataclass(frozen=True)
class Row:
    """A record that would come in; `token` stands for it in the form."""

    token: str
    title: str
    outlook: Outlook
    notes: tuple[str, ...]
    comes_in: bool


@dataclass(frozen=True)
class Group:
    """The first rows of one fate, and how many more there are."""

    rows: Sequence[Any]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Outcome:
    """A trial in groups. Whatever is in `doubles` comes in too, unless it is unticked or certain."""

    fault: str
    notices: Sequence[str]
    coming: Group
    doubles: Group
    left_out: Group
    refused: Group
    over: int
    private: int
    ticked: int

    @property
    def has_others(self) -> bool:
        """Whether there is something that does not simply come in."""
        groups = (self.doubles, self.left_out, self.refused)
        return any(group.count for group in groups) or bool(self.over or self.private)


def token_of(key: str) -> str:
    """What stands for a record in a form: its key may hold anything."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def outcome_of(trial: Trial, left_out: Iterable[str]) -> Outcome:
    """`left_out` are the tokens of the records that somebody unticked."""
    out = frozenset(left_out)
    rows = [
        Row(
            token := token_of(one.read.key),
            one.read.title,
            one.outlook,
            one.read.notes,
            token not in out,
        )
        for one in trial.coming
    ]
    alike = [row for row in rows if row.outlook.doubles]
    others = [row for row in rows if not row.outlook.doubles]
    told = [one for one in trial.refused if not one.is_private]
    return Outcome(
        fault=trial.fault,
        notices=trial.notices,
        coming=_group(others),
        doubles=_group(alike),
        left_out=_group(trial.left_out),
        refused=_group(told),
        over=len(trial.over),
        private=len(trial.refused) - len(told),
        ticked=sum(row.comes_in for row in rows),
    )


def keys_behind(trial: Trial, tokens: Iterable[str]) -> dict[str, str]:
    """The records for which these tokens stand: their titles by key."""
    wanted = frozenset(tokens)
    reads = [one.read for one in trial.coming]
    return {read.key: read.title for read in reads if token_of(read.key) in wanted}


def categories_of(trial: Trial) -> list[str]:
    """The categories of a feed, the most used first."""
    counted = Counter(name for read in trial.reading.records for name in read.categories)
    return [name for name, _count in counted.most_common()]


def _group(rows: Sequence[Row | LeftOut | ReadRecord | RefusedRecord]) -> Group:
    return Group(rows[:MOST_SHOWN], len(rows))
