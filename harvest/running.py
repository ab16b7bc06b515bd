"""One run of one source: ask, read, compare, write, and say how it went."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone, translation

from harvest.answering import Answer, get_answer, server_for_us
from harvest.claiming import Claim, LostClaimError, claimed
from harvest.comparing import Plan, compare
from harvest.ending import Ending, end_run, fill_run, interrupt_runs
from harvest.fetch_errors import FetchError
from harvest.kinds import Kind, kind_called
from harvest.models import Run, Source
from harvest.records import Content, Reading
from harvest.report import WORD_OF_STATE, Report
from harvest.writing import Writer, pause, retried
from publishing.sentences import gettext

logger = logging.getLogger(__name__)

#: How long others have the machine after each few records of a run that nobody waits for.
REST_SECONDS = 0.02

Outcome = Run.Outcome


def _quiet(done: int, total: int) -> None:
    return


def harvest_source(
    source: Source,
    *,
    trigger: str = Run.Trigger.COMMAND,
    user: Any = None,
    content: Content | None = None,
    dry_run: bool = False,
    progress: Callable[[int, int], None] = _quiet,
    until: float | None = None,
) -> Run:
    """Run a source once and return the run, which says what came of it.

    `content` is an uploaded file; without it the address is asked. `dry_run` stores nothing and
    counts what would happen. `progress` is called with the number of records done and of all.
    `until`, on the clock of `time.monotonic`, is when it stops in good order; the rest then
    follows next time. Whatever is wrong at the other side stands in the run. Raises BusyError
    when another process runs this source or asks its server, KeyError for an unknown kind.
    """
    one = _OneRun(source, kind_called(source.kind), content, trigger, progress, until)
    with translation.override(settings.LANGUAGE_CODE):
        return one.dry() if dry_run else one.real(user)


@dataclass
class _OneRun:
    source: Source
    kind: Kind
    content: Content | None
    trigger: str
    progress: Callable[[int, int], None]
    until: float | None
    report: Report = field(default_factory=Report)

    def dry(self) -> Run:
        run = Run(source=self.source, started_at=timezone.now(), trigger=self.trigger)
        try:
            with server_for_us(self.source):
                answer = get_answer(self.source, self.kind, self.content, alive=lambda: None)
        except FetchError as fault:
            fill_run(run, self._fetch_failed(fault))
        else:
            fill_run(run, self._after(answer, self._only_count))
        return run

    def real(self, user: Any) -> Run:
        with claimed(self.source.pk) as claim, server_for_us(self.source):
            self.source.refresh_from_db()
            if claim.took_over:
                interrupt_runs(self.source)
            run = Run.objects.create(
                source=self.source,
                trigger=self.trigger,
                started_by=user,
                started_at=timezone.now(),
            )
            ending = self._ending(claim)
            retried(lambda: end_run(run, self.source, claim, ending))
        return run

    def _ending(self, claim: Claim) -> Ending:
        try:
            answer = get_answer(self.source, self.kind, self.content, alive=claim.renew)
            claim.renew()
            return self._after(answer, lambda plan: self._write(claim, plan))
        except FetchError as fault:
            return self._fetch_failed(fault)
        except LostClaimError:
            return Ending(
                Outcome.INTERRUPTED,
                "lost_claim",
                gettext("Somebody switched it off meanwhile, or another run took over."),
                self.report,
            )
        except DatabaseError:
            logger.exception("Source %s: the database did not take it", self.source.pk)
            message = gettext("The database was not available; the rest follows next time.")
            return self._failed("database", message)
        except Exception:
            logger.exception("Source %s: the run broke off", self.source.pk)
            message = gettext("Something went wrong here. The keepers of this site have been told.")
            return self._failed("unexpected", message)

    def _after(self, answer: Answer, act: Callable[[Plan], None]) -> Ending:
        """What follows from an answer; `act` does what the plan says."""
        if answer.reading is None:
            act(Plan())
            return Ending(Outcome.UNCHANGED, report=self.report, answer=answer)
        self._tell_reading(answer.reading)
        if answer.reading.fault:
            return self._cannot_read(answer)
        plan = compare(self.source, answer.reading, timezone.now())
        self.report.counts.update(plan.counts)
        self._tell_keys(plan, answer.reading)
        act(plan)
        return self._done(plan, answer)

    def _write(self, claim: Claim, plan: Plan) -> None:
        Writer(
            source=self.source,
            keeper=self.kind.keeper,
            claim=claim,
            report=self.report,
            progress=self.progress,
            goes_on=self._has_time,
            rests=self._rest,
        ).write(plan)

    def _only_count(self, plan: Plan) -> None:
        self.report.counts.update(write.why for write in plan.writes)
        words = [WORD_OF_STATE.get(fate.state) for fate in plan.fates]
        self.report.counts.update(word for word in words if word)

    def _has_time(self) -> bool:
        return self.until is None or time.monotonic() < self.until

    def _rest(self) -> None:
        if self.trigger == Run.Trigger.DUE and not transaction.get_connection().in_atomic_block:
            pause(REST_SECONDS)

    def _tell_reading(self, reading: Reading) -> None:
        for refused in reading.refused:
            self.report.refuse(refused, is_counted=False)
        self.report.notes += reading.notes

    def _tell_keys(self, plan: Plan, reading: Reading) -> None:
        if not reading.has_keys or plan.keys_are_unstable:
            self.report.notes.append(
                gettext(
                    "The identifiers (UID) of this feed cannot be relied on. We recognise its "
                    "events by their address, or by title and start."
                )
            )

    def _done(self, plan: Plan, answer: Answer) -> Ending:
        brake = plan.brake
        if brake is not None:
            return Ending(
                Outcome.STOPPED,
                brake.code,
                brake.message,
                self.report,
                answer,
                is_failure=not brake.asks,
                asks=brake.asks,
            )
        return Ending(
            Outcome.PARTIAL if self.report.counts["refused"] else Outcome.GOOD,
            report=self.report,
            answer=answer,
            keys_are_unstable=plan.keys_are_unstable,
        )

    def _cannot_read(self, answer: Answer) -> Ending:
        reading = answer.reading
        assert reading is not None  # noqa: S101 - for the type checker
        had_any = self.source.records.filter(state="current").exists()
        return Ending(
            Outcome.STOPPED if had_any else Outcome.FAILED,
            reading.fault_code or "unreadable",
            reading.fault,
            self.report,
            answer,
            is_failure=True,
        )

    def _fetch_failed(self, fault: FetchError) -> Ending:
        ending = self._failed(str(fault.code), str(fault))
        ending.retry_after, ending.status = fault.retry_after, fault.status
        return ending

    def _failed(self, code: str, message: str) -> Ending:
        return Ending(Outcome.FAILED, code, message, self.report, is_failure=True)
