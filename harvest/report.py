"""What is told about a run while it goes on; in the end it stands in the row of the run."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from harvest.models import Record
from harvest.records import RefusedRecord

#: So many refused records are kept with their reasons; the rest is only counted.
MOST_REFUSED = 100
LONGEST_REASON = 1000
#: The word under which a record is counted that becomes this.
WORD_OF_STATE: dict[str, str] = {
    Record.State.PAST: "past",
    Record.State.OUTSIDE: "outside",
    Record.State.MISSING: "missing",
    Record.State.WITHDRAWN: "withdrawn",
    Record.State.LEFT_OUT: "withdrawn",
}


@dataclass
class Report:
    """`is_unfinished`: something must be offered again next time, although it will be the same;
    `is_cut_short`: because there was no time, so that next time should be soon."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_unfinished: bool = False
    is_cut_short: bool = False

    def refuse(self, refused: RefusedRecord, *, is_counted: bool = True) -> None:
        """Keep why a record does not come in. What is private is counted and nothing else."""
        if is_counted:
            self.counts["refused"] += 1
        if refused.is_private or len(self.refused) >= MOST_REFUSED:
            return
        self.refused.append(
            {
                "line": refused.line,
                "key": refused.key[:200],
                "title": refused.title[:200],
                "reason": _shortened(refused.reason),
            }
        )

    def add(self, other: "Report") -> None:
        """Take over what was told of a part."""
        self.counts.update(other.counts)
        self.refused += other.refused[: MOST_REFUSED - len(self.refused)]
        self.notes += other.notes
        self.is_unfinished = self.is_unfinished or other.is_unfinished


def _shortened(reason: str) -> str:
    """What is cut is no sentence any more, so only what has to be is."""
    return reason if len(reason) <= LONGEST_REASON else reason[:LONGEST_REASON]
