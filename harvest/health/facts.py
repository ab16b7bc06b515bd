"""What is known of sources, read for many of them at once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncDate

from harvest.models import Record, Run, Source
from harvest.querysets import RecordQuerySet

State, Outcome = Record.State, Run.Outcome

#: Runs in which something was read, so that their counts say what the feed is like.
_READ = (Outcome.GOOD, Outcome.PARTIAL, Outcome.STOPPED)


@dataclass
class Facts:
    """`last` is the last run that ended, `read` the last one in which something was read.
    `in_feed`, `coming` and `asked` count records: all in the feed, those still to come, and
    those about which a person has to be asked. `arrivals` are the days on which something new
    came in, oldest first."""

    last: Run | None = None
    read: Run | None = None
    in_feed: int = 0
    coming: int = 0
    ever: int = 0
    asked: int = 0
    arrivals: list[date] = field(default_factory=list)


def facts_of(sources: Sequence[Source], now: datetime) -> dict[int, Facts]:
    """The facts per key of a source, in four queries whatever their number."""
    keys = [source.pk for source in sources]
    facts: dict[int, Facts] = defaultdict(Facts)
    if keys:
        _add_counts(facts, keys, now)
        _add_arrivals(facts, keys)
        _add_runs(facts, keys)
    return facts


def _add_counts(facts: dict[int, Facts], keys: list[int], now: datetime) -> None:
    to_come = Q(last_end__isnull=True) | Q(last_end__gte=now)
    in_feed = Q(state__in=(State.CURRENT, State.REFUSED))
    rows = (
        Record.objects.filter(source__in=keys, is_ignored=False)
        .order_by()
        .values("source_id")
        .annotate(
            ever=Count("pk"),
            in_feed=Count("pk", filter=in_feed),
            coming=Count("pk", filter=in_feed & to_come),
            asked=Count("pk", filter=RecordQuerySet.asked_about(now)),
        )
    )
    for row in rows:
        one = facts[row["source_id"]]
        one.ever, one.in_feed = row["ever"], row["in_feed"]
        one.coming, one.asked = row["coming"], row["asked"]


def _add_arrivals(facts: dict[int, Facts], keys: list[int]) -> None:
    days = (
        Record.objects.filter(source__in=keys)
        .annotate(day=TruncDate("first_seen_at"))
        .order_by("day")
        .values_list("source_id", "day")
        .distinct()
    )
    for source, day in days:
        facts[source].arrivals.append(day)


def _add_runs(facts: dict[int, Facts], keys: list[int]) -> None:
    runs = (
        Run.objects.filter(source__in=keys, ended_at__isnull=False)
        .order_by()
        .values("source_id")
        .annotate(last=Max("pk"), read=Max("pk", filter=Q(outcome__in=_READ)))
    )
    found = {row["source_id"]: (row["last"], row["read"]) for row in runs}
    rows = Run.objects.in_bulk({key for pair in found.values() for key in pair if key})
    for source, (last, read) in found.items():
        facts[source].last, facts[source].read = rows.get(last), rows.get(read)
