"""The step of `run_due` that reads the sources whose turn it is, within the time it has."""

import logging
import time
from datetime import timedelta

from django.utils import timezone

from harvest.claiming import BusyError
from harvest.models import Run, Source
from harvest.running import harvest_source
from harvest.upkeep import keep_up
from harvest.withdrawing import withdraw_some

logger = logging.getLogger(__name__)

#: Well within the five minutes between two calls.
SECONDS = 150.0
#: A source that could not have its turn now is not in the way of the others for so long.
LATER = timedelta(minutes=5)
_WITHDRAWN_AT_ONCE = 500


def run_due(limit_seconds: float = SECONDS) -> str:
    """Run sources that are due, the longest waiting first, for so many seconds at most; says in
    words what it did. What there is no time for is still due the next time."""
    until = time.monotonic() + limit_seconds
    done = failed = 0
    tried: set[int] = set()
    while time.monotonic() < until:
        source = Source.objects.due(timezone.now()).exclude(pk__in=tried).first()
        if source is None:
            break
        tried.add(source.pk)
        outcome = _run(source, until)
        done += outcome is not None
        failed += outcome == Run.Outcome.FAILED
    for source in Source.objects.filter(state=Source.State.OFF, withdraws=True):
        withdraw_some(source, _WITHDRAWN_AT_ONCE)
    keep_up()
    if not done:
        return ""
    return f"{done} sources read" + (f", {failed} of them failed" if failed else "")


def _run(source: Source, until: float) -> str | None:
    try:
        return harvest_source(source, trigger=Run.Trigger.DUE, until=until).outcome
    except BusyError:
        _let_wait(source)
    except Exception:
        # One source must never keep the others waiting.
        logger.exception("Source %s could not be run", source.pk)
        _let_wait(source)
    return None


def _let_wait(source: Source) -> None:
    Source.objects.filter(pk=source.pk).update(next_run_at=timezone.now() + LATER)
