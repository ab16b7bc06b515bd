"""What a process does when it counts for the first time, and what it keeps for that."""

import gc
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from bench.coverage.material import past_days
from monitor.ledger.moments import Ledger
from monitor.ledger.recording import record
from monitor.models import Entry


@dataclass(frozen=True)
class Reading:
    """What it took to read a moment; `memory` is what the process keeps for it."""

    seconds: float
    processor: float
    memory: int


@dataclass(frozen=True)
class PastDay:
    ago: int
    #: Rows that make it differ from now.
    changed: int
    reading: Reading


@dataclass(frozen=True)
class Kept:
    """Of a process that has read nothing of the ledger: what counts now, and then past days."""

    now: Reading
    days: tuple[PastDay, ...]
    #: Seconds to take in one change.
    following: float


def keep() -> Kept:
    """In this process, which has read nothing of the ledger yet."""
    Entry.objects.first()
    ledger = Ledger()
    now = _measured(ledger.moment)
    return Kept(now, tuple(_past_day(ledger, day) for day in past_days()), _following(ledger))


def _past_day(ledger: Ledger, day: date) -> PastDay:
    began = Entry.objects.standing().filter(since__gt=day).count()
    gone = Entry.objects.filter(since__lte=day, until__gt=day).count()
    reading = _measured(lambda: ledger.moment(day))
    return PastDay((timezone.localdate() - day).days, began + gone, reading)


def _measured(step: Callable[[], object]) -> Reading:
    gc.collect()
    before, started, worked = _own_bytes(), time.perf_counter(), time.process_time()
    step()
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    gc.collect()
    return Reading(seconds, processor, _own_bytes() - before)


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
