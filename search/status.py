"""How the search index is doing, for the status page, ``search_index stats`` and ``/readyz``."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from search.engines import EngineUnavailableError, IndexUnusableError, SearchEngine, get_engine
from search.models import IndexState, Outbox
from search.results import EngineStats

# Changes that wait longer than this mean that nobody drains the outbox.
TOO_OLD = timedelta(hours=1)
PARKED_SHOWN = 100


@dataclass(frozen=True)
class Queue:
    """What the index has not heard of yet."""

    waiting: int
    parked: int
    oldest: timedelta

    @classmethod
    def now(cls) -> "Queue":
        waiting = Outbox.objects.waiting()
        first = waiting.order_by("created").values_list("created", flat=True).first()
        age = timezone.now() - first if first else timedelta()
        return cls(waiting.count(), Outbox.objects.parked().count(), max(age, timedelta()))

    @property
    def is_late(self) -> bool:
        return self.oldest > TOO_OLD


@dataclass(frozen=True)
class Status:
    engine: str
    # None when the engine does not answer; then ``problem`` says why.
    stats: EngineStats | None
    problem: str
    # Whether building the index anew would mend the problem.
    needs_rebuild: bool
    queue: Queue
    state: IndexState
    rebuild_asked: bool
    parked: list[Outbox] = field(default_factory=list)

    @property
    def built(self) -> datetime | None:
        return datetime.fromisoformat(self.stats.built) if self.stats else None


def status() -> Status:
    engine = get_engine()
    stats, problem, unusable = _asked(engine)
    return Status(
        engine=engine.name,
        stats=stats,
        problem=problem,
        needs_rebuild=unusable or bool(stats and not stats.up_to_date),
        queue=Queue.now(),
        state=IndexState.now(),
        rebuild_asked=Outbox.objects.waiting().filter(kind=Outbox.EVERYTHING).exists(),
        parked=list(Outbox.objects.parked().order_by("pk")[:PARKED_SHOWN]),
    )


def _asked(engine: SearchEngine) -> tuple[EngineStats | None, str, bool]:
    try:
        return engine.stats(), "", False
    except EngineUnavailableError as fault:
        return None, str(fault), isinstance(fault, IndexUnusableError)
