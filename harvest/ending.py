"""The end of a run: what stands in its row, and when its source has its next turn."""

from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.utils import timezone

from harvest.answering import Answer
from harvest.claiming import Claim
from harvest.deciding import READ_ANEW
from harvest.history import Happened, record
from harvest.models import Run, Source
from harvest.politeness import next_attempt
from harvest.report import Report
from publishing.sentences import gettext

Outcome = Run.Outcome

#: What a server says of its content; longer ones are not worth keeping.
LONGEST_ETAG = 300
LONGEST_DATE = 100

GOOD = frozenset({Outcome.GOOD, Outcome.UNCHANGED, Outcome.PARTIAL})


@dataclass
class Ending:
    """How a run went. `is_failure`: the other side, or ours, did not do its part, so that we come
    back less often; `asks`: a person has to decide."""

    outcome: str
    code: str = ""
    message: str = ""
    report: Report = field(default_factory=Report)
    answer: Answer | None = None
    retry_after: timedelta | None = None
    status: int | None = None
    is_failure: bool = False
    asks: bool = False
    keys_are_unstable: bool | None = None


def interrupt_runs(source: Source) -> None:
    """Say of runs that never ended that they were interrupted; only for who has the claim."""
    interrupt(source.runs.filter(outcome=Outcome.RUNNING))


def interrupt(runs: QuerySet[Run]) -> None:
    """Say of runs whose process ended in the middle that they were interrupted."""
    runs.update(
        outcome=Outcome.INTERRUPTED,
        code="interrupted",
        message=gettext("The program was stopped in the middle. What was written by then stays."),
        ended_at=timezone.now(),
    )


def fill_run(run: Run, ending: Ending) -> None:
    """Put an ending into a run; stores nothing."""
    report, answer = ending.report, ending.answer
    run.ended_at = timezone.now()
    run.outcome, run.code, run.message = ending.outcome, ending.code, ending.message
    run.status = answer.status if answer else ending.status
    run.size = answer.size if answer else 0
    run.counts = {word: number for word, number in sorted(report.counts.items()) if number}
    run.refused, run.notes = report.refused, report.notes


def end_run(run: Run, source: Source, claim: Claim, ending: Ending) -> None:
    """Store a run, and give its source back with all that it has to remember."""
    fill_run(run, ending)
    run.save()
    fields = _fields_of_source(source, ending)
    if claim.give_back_with(**fields):
        for name, value in fields.items():
            setattr(source, name, value)
        _let_wait(source, ending)


def _fields_of_source(source: Source, ending: Ending) -> dict[str, object]:
    now = timezone.now()
    is_good = ending.outcome in GOOD
    failures = source.failures + 1 if ending.is_failure else 0
    fields: dict[str, object] = {
        "failures": failures,
        "failing_since": (source.failing_since or now) if ending.is_failure else None,
        "next_run_at": next_attempt(
            now,
            interval=timedelta(minutes=source.interval),
            failures=failures,
            retry_after=ending.retry_after,
        ),
    }
    if ending.report.is_cut_short:
        fields["next_run_at"] = now
    if source.is_uploaded:
        fields["next_run_at"] = None
    if ending.keys_are_unstable is not None:
        fields["has_stable_keys"] = not ending.keys_are_unstable
    if is_good:
        fields["last_good_at"] = now
    if is_good and ending.report.is_unfinished:
        # Read in full next time, whatever the server says of it.
        fields |= READ_ANEW
    elif is_good and ending.answer is not None:
        fields["may_shrink"] = False
        fields |= _fields_of_answer(source, ending.answer)
    return fields


def _fields_of_answer(source: Source, answer: Answer) -> dict[str, object]:
    etag, modified = answer.etag, answer.last_modified
    fields: dict[str, object] = {
        "etag": etag if len(etag) <= LONGEST_ETAG else "",
        "last_modified": modified if len(modified) <= LONGEST_DATE else "",
    }
    if answer.content_hash:
        fields["content_hash"] = answer.content_hash
    if not answer.is_one_page:
        fields |= READ_ANEW
    if answer.moved_to and answer.moved_to != source.address:
        if _same_website(source.address, answer.moved_to):
            fields |= {"address": answer.moved_to, "proposed_address": ""}
            record(Happened.ADDRESS_FOLLOWED, source, by=None)
        else:
            fields["proposed_address"] = answer.moved_to
    return fields


def _same_website(old: str, new: str) -> bool:
    """Whether a move is within one website and no step down: then nobody needs to be asked."""
    before, after = urlsplit(old), urlsplit(new)
    if after.scheme == "http" and before.scheme != "http":
        return False
    hosts = [(parts.hostname or "").removeprefix("www.") for parts in (before, after)]
    return hosts[0] == hosts[1]


def _let_wait(source: Source, ending: Ending) -> None:
    """A source that asks something waits for a decision; one that went well does not any more.

    Only when it still is what it was: somebody may have paused it meanwhile.
    """
    State = Source.State  # noqa: N806 - the name it has everywhere
    if ending.asks and source.state == State.ACTIVE:
        before, after = State.ACTIVE, State.BLOCKED
    elif ending.outcome in GOOD and source.state == State.BLOCKED:
        before, after = State.BLOCKED, State.ACTIVE
    else:
        return
    if Source.objects.filter(pk=source.pk, state=before).update(state=after):
        source.state = after
