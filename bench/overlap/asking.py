"""Asks what overlaps generated items, as if they were new, and measures how long it takes."""

import random
import time
from dataclasses import dataclass

from django.utils import timezone

from monitor.models import Overlap, OverlapCluster, OverlapKey, OverlapProfile
from monitor.overlap.describing import KINDS, describe
from monitor.overlap.finding import overlaps_of


@dataclass(frozen=True)
class Answer:
    """One question: how long it took, what the processor worked for it, and how many it gave."""

    milliseconds: float
    processor: float
    found: int


@dataclass(frozen=True)
class Sizes:
    """How much is kept."""

    items: int
    keys: int
    pairs: int
    clusters: int


def sizes() -> Sizes:
    return Sizes(
        OverlapProfile.objects.count(),
        OverlapKey.objects.count(),
        Overlap.objects.count(),
        OverlapCluster.objects.count(),
    )


def ask(count: int, seed: int) -> list[Answer]:
    """``count`` questions about items chosen at random; the same for one seed."""
    chance = random.Random(seed)
    keys = list(OverlapProfile.objects.exclude(form="").values_list("kind", "item_pk"))
    today = timezone.localdate()
    answers = []
    for kind, pk in chance.sample(keys, min(count, len(keys))):
        item = KINDS[kind]._default_manager.get(pk=pk)
        started, worked = time.perf_counter(), time.process_time()
        found = overlaps_of(describe(item), today)
        took = (time.perf_counter() - started) * 1000
        answers.append(Answer(took, (time.process_time() - worked) * 1000, len(found)))
    return answers
