"""What a run has to do: what was read beside the records that are known. Writes nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from harvest import matching
from harvest.brakes import Brake, brake_for
from harvest.matching import Pair
from harvest.models import Record, Source
from harvest.records import Reading, ReadRecord
from harvest.rules import LeftOut, Rules, sift
from harvest.sameness import fingerprint
from harvest.vanishing import Fate, classify, is_over
from publishing.sentences import Sentence, gettext

State = Record.State

#: In the feed, or hoped to be there again.
FOLLOWED = frozenset({State.CURRENT, State.REFUSED, State.MISSING, State.OUTSIDE})
IN_FEED = frozenset({State.CURRENT, State.REFUSED})


@dataclass(frozen=True)
class Write:
    """A record for the keeper. `record` is what is known of it, None for a new one; `why` is the
    word under which it is counted."""

    read: ReadRecord
    record: Record | None
    why: str


@dataclass
class Plan:
    """`rekeyed` have another key and nothing else; `touched` only other days, already set on
    them. `counts` are of what needs no writing."""

    writes: list[Write] = field(default_factory=list)
    rekeyed: list[Pair] = field(default_factory=list)
    touched: list[Record] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    brake: Brake | None = None
    keys_are_unstable: bool | None = None


def compare(source: Source, reading: Reading, now: datetime) -> Plan:
    """The plan for a reading, with two queries and one for the records."""
    let_in, left_out = sift(Rules(source), reading.records)
    comparison = _Comparison(
        known_records(source), reading, left_out, now, is_stable=source.has_stable_keys
    )
    return comparison.plan(let_in, may_shrink=source.may_shrink)


def known_records(source: Source) -> list[Record]:
    """Every record of a source without what the feed said in full, which is much."""
    return list(source.records.defer("values", "taken").order_by("pk"))


class _Comparison:
    def __init__(
        self,
        known: list[Record],
        reading: Reading,
        left_out: list[LeftOut],
        now: datetime,
        *,
        is_stable: bool,
    ) -> None:
        self._is_stable = is_stable
        self._known = {record.key: record for record in known}
        self._reading = reading
        self._left_out = left_out
        self._now = now
        self._plan = Plan()

    def plan(self, let_in: Sequence[ReadRecord], *, may_shrink: bool) -> Plan:
        followed = self._still_followed()
        self._count_what_was_read()
        self._plan.fates += self._fates_of_refused()
        self._plan.fates += self._fates_of_left_out()
        new = [read for read in let_in if not self._is_known(read)]
        staying = [read for read in let_in if self._is_known(read)]
        for read in staying:
            self._compare(self._known[read.key], read)
        new, again = self._recognise(new, staying)
        staying += again
        self._vanish(new, staying, may_shrink=may_shrink, followed=followed)
        return self._plan

    def _is_known(self, read: ReadRecord) -> bool:
        return read.key in self._known

    def _is_over(self, read: ReadRecord) -> bool:
        return read.last_end is not None and read.last_end < self._now

    def _still_followed(self) -> int:
        return sum(self._is_still_in_feed(record) for record in self._known.values())

    def _is_still_in_feed(self, record: Record) -> bool:
        return record.state in IN_FEED and not is_over(record, self._now)

    def _count_what_was_read(self) -> None:
        counts = self._plan.counts
        counts["read"] = len(self._reading.records)
        counts["private"] = sum(refused.is_private for refused in self._reading.refused)
        counts["refused"] = len(self._reading.refused) - counts["private"]
        counts["left_out"] = len(self._left_out)

    def _compare(self, record: Record, read: ReadRecord) -> None:
        if record.is_ignored:
            self._plan.counts["left_out"] += 1
        elif record.state == State.PAST and self._is_over(read):
            self._plan.counts["over"] += 1
        elif record.state not in IN_FEED:
            self._plan.writes.append(Write(read, record, "returned"))
        elif record.fingerprint != fingerprint(read) or record.state == State.REFUSED:
            self._plan.writes.append(Write(read, record, "changed"))
        else:
            self._plan.counts["unchanged"] += 1
            if (record.next_start, record.last_end) != (read.next_start, read.last_end):
                record.next_start, record.last_end = read.next_start, read.last_end
                self._plan.touched.append(record)

    def _fates_of_refused(self) -> Iterable[Fate]:
        """What came in before, and cannot be read now or has become private."""
        for refused in self._reading.refused:
            record = self._known.get(refused.key) if refused.key else None
            if record is None or record.is_ignored or record.state not in FOLLOWED:
                continue
            if refused.is_private:
                yield Fate(
                    record, State.WITHDRAWN, gettext("It has become private."), is_meant=True
                )
            elif (record.state, record.note) != (State.REFUSED, refused.reason):
                yield Fate(record, State.REFUSED, refused.reason)

    def _fates_of_left_out(self) -> Iterable[Fate]:
        for left in self._left_out:
            record = self._known.get(left.read.key)
            if record is not None and record.state in FOLLOWED and not record.is_ignored:
                rule = Sentence(partial(str, left.rule))
                # Without a fingerprint the rules are other than last time: its owner wants this.
                yield Fate(record, State.LEFT_OUT, rule, is_meant=not record.fingerprint)

    def _gone(self) -> list[Record]:
        """What the feed does not hold, whatever its state."""
        here = {read.key for read in self._reading.records}
        here |= {refused.key for refused in self._reading.refused}
        return [record for record in self._known.values() if record.key not in here]

    def _recognise(
        self, new: list[ReadRecord], staying: list[ReadRecord]
    ) -> tuple[list[ReadRecord], list[ReadRecord]]:
        """Find records that only have another key; returns what is still new, and what was found."""
        # Half a file says nothing about what is not in it.
        gone = self._gone() if self._reading.is_complete or not self._is_stable else []
        pairs = matching.same_under_another_key(gone, new)
        in_feed = sum(record.state in IN_FEED for record in self._known.values())
        if matching.keys_are_unstable(pairs, in_feed):
            self._plan.keys_are_unstable = True
        elif len(staying) >= matching.FEWEST_UNSTABLE and not pairs:
            self._plan.keys_are_unstable = False
        for record, read in pairs:
            del self._known[record.key]
            self._rekey(record, read)
        _left, rest = matching.without(gone, new, pairs)
        return rest, [read for _record, read in pairs]

    def _rekey(self, record: Record, read: ReadRecord) -> None:
        if record.is_ignored:
            self._plan.counts["left_out"] += 1
            self._plan.rekeyed.append((record, read))
        elif record.state == State.CURRENT and record.fingerprint == fingerprint(read):
            self._plan.counts["unchanged"] += 1
            self._plan.rekeyed.append((record, read))
        else:
            why = "changed" if record.state in IN_FEED else "returned"
            self._plan.writes.append(Write(read, record, why))

    def _vanish(
        self,
        new: list[ReadRecord],
        staying: list[ReadRecord],
        *,
        may_shrink: bool,
        followed: int,
    ) -> None:
        plan = self._plan
        gone = [record for record in self._gone_and_followed() if not record.is_ignored]
        vanished = classify(gone, new, self._all_read(staying), self._now)
        fates = plan.fates + vanished.fates
        plan.brake = brake_for(
            self._reading,
            gone=sum(self._is_loss(fate) for fate in fates),
            followed=followed,
            may_shrink=may_shrink,
        )
        if plan.brake is None or plan.brake.asks:
            new = vanished.new
            plan.writes += [Write(read, record, "moved") for record, read in vanished.moved]
        coming = [read for read in new if not self._is_over(read)]
        plan.counts["over"] += len(new) - len(coming)
        if plan.brake is None or not plan.brake.holds_new:
            plan.writes += [Write(read, None, "new") for read in coming]
        if plan.brake is not None:
            # What was meant goes on all the same, and what is refused stays as it is here.
            plan.fates = [one for one in plan.fates if one.is_meant or one.state == State.REFUSED]
            return
        plan.fates = [
            _decided(fate, may_shrink=may_shrink)
            for fate in fates
            if fate.state != fate.record.state or fate.state == State.REFUSED
        ]

    def _gone_and_followed(self) -> list[Record]:
        return [record for record in self._gone() if record.state in FOLLOWED]

    def _all_read(self, staying: list[ReadRecord]) -> list[ReadRecord]:
        """What shows how far the feed reaches: also what the rules leave out."""
        return [*staying, *(left.read for left in self._left_out)]

    def _is_loss(self, fate: Fate) -> bool:
        """Whether the feed holds something less because of this that was still to come."""
        if fate.is_meant or fate.state in (State.PAST, State.REFUSED):
            return False
        return self._is_still_in_feed(fate.record)


def _decided(fate: Fate, *, may_shrink: bool) -> Fate:
    """With what a person has said: what is missing then has been withdrawn by its organiser."""
    if may_shrink and fate.state == State.MISSING:
        return Fate(fate.record, State.WITHDRAWN, gettext("Somebody here said that it is gone."))
    return fate
