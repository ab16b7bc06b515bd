"""Does what a plan says: a few records in each transaction, each in a savepoint of its own."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F

from harvest.claiming import Claim, LostClaimError
from harvest.comparing import Plan, Write
from harvest.keeping import keep_one, store
from harvest.kinds import Keeper
from harvest.models import Record, Source
from harvest.records import RefusedRecord
from harvest.report import WORD_OF_STATE, Report
from harvest.surroundings import while_writing
from harvest.vanishing import Fate
from publishing.sentences import Sentence, gettext

logger = logging.getLogger(__name__)

#: Records in one transaction: few enough that nobody waits long for the database.
TOGETHER = 50
#: How long to wait, in seconds, before a database that is locked is tried again.
WAITS = (0.5, 2.0, 5.0)

T = TypeVar("T")
_AWAY = (OperationalError, InterfaceError)


@dataclass
class Writer:
    """Writes for one run. `progress` hears of records done and of how many there are; `goes_on`
    says before each transaction whether there is time for it, and `rests` after it lets others
    have the machine."""

    source: Source
    keeper: Keeper
    claim: Claim
    report: Report
    progress: Callable[[int, int], None]
    goes_on: Callable[[], bool]
    rests: Callable[[], None]

    def write(self, plan: Plan) -> None:
        """Do all of a plan, or as much as there is time for.

        Raises OperationalError when the database stays locked or away, LostClaimError when
        another run took over. What was written until then is whole, and stays.
        """
        if plan.brake is None:
            retried(partial(count_missed, self.source))
        self._store_keys_and_days(plan)
        if plan.writes or plan.fates:
            with while_writing():
                self._write_records(plan)

    def _write_records(self, plan: Plan) -> None:
        keeper = self.keeper.prepared(self.source)
        total = len(plan.writes) + len(plan.fates)
        done = 0
        for writes in _parts(plan.writes):
            if not self._may_go_on():
                return
            keeper = self._write_some(keeper, writes)
            done += len(writes)
            self.progress(done, total)
            self.rests()
        for fates in _parts(plan.fates):
            if not self._may_go_on():
                return
            self._decide_some(keeper, fates)
            done += len(fates)
            self.progress(done, total)

    def _may_go_on(self) -> bool:
        if self.goes_on():
            return True
        self.report.is_unfinished = self.report.is_cut_short = True
        self.report.notes.append(gettext("There was no time for everything; the rest follows."))
        return False

    def _write_some(self, keeper: Keeper, writes: Sequence[Write]) -> Keeper:
        """Returns the keeper to go on with: another one when this one saw something undone."""
        try:
            self.report.add(retried(lambda: self._in_one_transaction(keeper, writes)))
        except (*_AWAY, LostClaimError):
            raise
        except Exception:
            # One of them spoils the whole transaction at its end: find out which.
            logger.warning("Writing %d records one by one", len(writes), exc_info=True)
        else:
            return keeper
        for write in writes:
            self._write_alone(write)
        return self.keeper.prepared(self.source)

    def _write_alone(self, write: Write) -> None:
        keeper = self.keeper.prepared(self.source)
        try:
            self.report.add(retried(lambda: self._in_one_transaction(keeper, [write])))
        except (*_AWAY, LostClaimError):
            raise
        except Exception:
            logger.exception("Record of source %s could not be stored", self.source.pk)
            self.report.refuse(_cannot_store(write))
            self.report.is_unfinished = True

    def _in_one_transaction(self, keeper: Keeper, writes: Sequence[Write]) -> Report:
        report = Report()
        with transaction.atomic():
            self.claim.hold()
            records = _in_full([write.record for write in writes if write.record is not None])
            stored: list[Record] = []
            for write in writes:
                record = records[write.record.pk] if write.record else Record(source=self.source)
                if record.is_ignored:
                    continue  # somebody left it out just now
                try:
                    with transaction.atomic():
                        stored.append(keep_one(keeper, self.source, record, write, report))
                except ValidationError as fault:
                    _note_refusal(report, record, write, Sentence(partial(_in_words, fault)))
                except _AWAY:
                    raise
                except Exception:
                    # A fault of ours or of the record; the others have nothing to do with it.
                    logger.exception("Record of source %s could not be kept", self.source.pk)
                    report.refuse(_cannot_store(write))
                    report.is_unfinished = True
            keeper.settle()
            store(stored)
        return report

    def _decide_some(self, keeper: Keeper, fates: Sequence[Fate]) -> None:
        self.report.add(retried(lambda: self._decide_in_one_transaction(keeper, fates)))

    def _decide_in_one_transaction(self, keeper: Keeper, fates: Sequence[Fate]) -> Report:
        report = Report()
        with transaction.atomic():
            self.claim.hold()
            records = _in_full([fate.record for fate in fates])
            for fate in fates:
                record = records[fate.record.pk]
                if record.is_ignored:
                    continue
                try:
                    with transaction.atomic():
                        _decide(keeper, record, fate, self.source)
                except _AWAY:
                    raise
                except Exception:
                    logger.exception("Record %s could not become %s", record.pk, fate.state)
                    report.is_unfinished = True
                else:
                    if word := WORD_OF_STATE.get(fate.state):
                        report.counts[word] += 1
            keeper.settle()
        return report

    def _store_keys_and_days(self, plan: Plan) -> None:
        for record, read in plan.rekeyed:
            record.key = read.key
            record.next_start, record.last_end = read.next_start, read.last_end
        rekeyed = [record for record, _read in plan.rekeyed]
        if rekeyed or plan.touched:
            retried(lambda: self._store_in_one_transaction(rekeyed, plan.touched))

    def _store_in_one_transaction(self, rekeyed: list[Record], touched: list[Record]) -> None:
        with transaction.atomic():
            self.claim.hold()
            days = ["next_start", "last_end"]
            if rekeyed:
                Record.objects.bulk_update(rekeyed, ["key", *days], batch_size=100)
            if touched:
                Record.objects.bulk_update(touched, days, batch_size=100)


def count_missed(source: Source) -> None:
    """One more good run in which what is missing did not come back."""
    missing = source.records.filter(state=Record.State.MISSING)
    if missing.exists():
        missing.update(missing_runs=F("missing_runs") + 1)


def retried(work: Callable[[], T]) -> T:
    """What `work` gives; a database that is locked or away is given some time.

    Not within a transaction of somebody else, which would be broken by then.
    """
    for wait in WAITS:
        try:
            return work()
        except _AWAY:
            if transaction.get_connection().in_atomic_block:
                raise
            pause(wait)
    return work()


def pause(seconds: float) -> None:
    """Let others go first."""
    time.sleep(seconds)


def _decide(keeper: Keeper, record: Record, fate: Fate, source: Source) -> None:
    State = Record.State  # noqa: N806 - the name it has everywhere
    if fate.state in (State.PAST, State.MISSING, State.WITHDRAWN):
        keeper.retire(record, fate.state)
    elif fate.state == State.LEFT_OUT:
        keeper.retire(record, State.WITHDRAWN)
    if fate.state != State.REFUSED and record.state in (State.CURRENT, State.REFUSED):
        record.last_seen_at = source.last_good_at
    record.state = fate.state
    record.missing_runs = 1 if fate.state == State.MISSING else 0
    record.note = fate.note
    record.save()


def _note_refusal(report: Report, record: Record, write: Write, reason: str) -> None:
    read = write.read
    report.refuse(RefusedRecord(reason, read.key, read.title, read.line, read.parts))
    if record.pk and (record.state, record.note) != (Record.State.REFUSED, reason):
        Record.objects.filter(pk=record.pk).update(state=Record.State.REFUSED, note=reason)


def _in_words(fault: ValidationError) -> str:
    return " ".join(fault.messages)


def _cannot_store(write: Write) -> RefusedRecord:
    read = write.read
    reason = gettext("It could not be stored. The keepers of this site have been told.")
    return RefusedRecord(reason, read.key, read.title, read.line, read.parts)


def _in_full(records: Sequence[Record]) -> dict[int, Record]:
    """These records with all they hold, as they are now."""
    return Record.objects.in_bulk([record.pk for record in records]) if records else {}


def _parts(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), TOGETHER):
        yield items[start : start + TOGETHER]
