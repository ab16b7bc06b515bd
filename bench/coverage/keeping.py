"""What a process does when it counts for the first time, and what it keeps for that."""

import gc
import os
import time
from dataclasses import dataclass
from pathlib import Path

from bench.coverage.material import past_days
from monitor.ledger.moments import Ledger
from monitor.ledger.recording import record
from monitor.models import Entry


@dataclass(frozen=True)
class Kept:
    """Seconds and bytes."""

    cold: float
    cold_processor: float
    memory: int
    past_day: float
    memory_of_day: int
    following: float


def keep() -> Kept:
    """In this process, which has read nothing of the ledger yet."""
    Entry.objects.first()
    ledger = Ledger()
    cold, cold_processor, memory = _measured(ledger.moment)
    past_day, _processor, of_day = _measured(lambda: ledger.moment(past_days()[0]))
    return Kept(
        cold=cold,
        cold_processor=cold_processor,
        memory=memory,
        past_day=past_day,
        memory_of_day=of_day,
        following=_following(ledger),
    )


def _measured(step) -> tuple[float, float, int]:
    gc.collect()
    before, started, worked = _own_bytes(), time.perf_counter(), time.process_time()
    step()
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    gc.collect()
    return seconds, processor, _own_bytes() - before


def _following(ledger: Ledger) -> float:
    """Seconds to take in that one item ceased to count; it is put back afterwards."""
    row = Entry.objects.standing().order_by("pk").first()
    if row is None:
        return 0.0
    record({(row.kind, row.item_pk): None})
    started = time.perf_counter()
    ledger.moment()
    seconds = time.perf_counter() - started
    Entry.objects.filter(pk=row.pk).update(until=None)
    return seconds


def _own_bytes() -> int:
    """What the process holds and cannot give back."""
    numbers = Path("/proc/self/statm").read_text(encoding="ascii").split()
    resident, shared = int(numbers[1]), int(numbers[2])
    return (resident - shared) * os.sysconf("SC_PAGE_SIZE")
