"""Forgets what nobody needs any more of runs and records."""

from datetime import timedelta

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from harvest.ending import interrupt
from harvest.models import Record, Run, Source

#: Runs are kept for so long, and so many of each source however old.
RUNS_KEPT_FOR = timedelta(days=90)
RUNS_KEPT = 50
#: What a source said of something that was over by then. Its item has its own life.
TEXTS_KEPT_FOR = timedelta(days=180)
_SETTLED = (
    Record.State.PAST,
    Record.State.WITHDRAWN,
    Record.State.OUTSIDE,
    Record.State.MISSING,
    Record.State.KEPT,
)
#: No run takes so long.
STUCK = timedelta(hours=1)


def keep_up() -> None:
    """Forget what is old; some at a time, so that it never takes long."""
    end_stuck_runs()
    forget_runs()
    forget_texts()


def end_stuck_runs() -> None:
    """Say of runs whose process was killed that they were interrupted.

    The next run of the same source says it at once; this is for a source that has none.
    """
    now = timezone.now()
    unclaimed = Q(source__claimed_until__isnull=True) | Q(source__claimed_until__lt=now)
    stuck = Run.objects.filter(unclaimed, outcome=Run.Outcome.RUNNING, started_at__lt=now - STUCK)
    interrupt(Run.objects.filter(pk__in=list(stuck.values_list("pk", flat=True))))


def forget_runs(most: int = 1000) -> int:
    """Delete old runs, but of each source keep the last; returns how many."""
    of_source = Run.objects.filter(source=OuterRef("source")).order_by("-started_at", "-pk")
    last_kept = Subquery(of_source.values("started_at")[RUNS_KEPT - 1 : RUNS_KEPT])
    old = Run.objects.filter(started_at__lt=timezone.now() - RUNS_KEPT_FOR)
    keys = list(old.filter(started_at__lt=last_kept).order_by().values_list("pk", flat=True)[:most])
    return Run.objects.filter(pk__in=keys).delete()[0] if keys else 0


def forget_texts(most: int = 1000) -> int:
    """Empty what sources said of things that were over long ago, and are in no feed any more."""
    long_ago = timezone.now() - TEXTS_KEPT_FOR
    is_settled = Q(state__in=_SETTLED) | Q(source__state=Source.State.OFF)
    old = Record.objects.filter(is_settled, last_end__lt=long_ago).exclude(values={})
    keys = list(old.order_by().values_list("pk", flat=True)[:most])
    if not keys:
        return 0
    return Record.objects.filter(pk__in=keys).update(values={}, taken={}, note="", fingerprint="")
