"""From measured times to the few numbers that tell how it felt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """One answered request: times in milliseconds, sizes in bytes."""

    group: str
    scenario: str
    path: str
    status: int
    milliseconds: float
    #: What the server's processors worked for it; waiting for busy neighbours does not count.
    processor: float
    sent: int
    raw: int


@dataclass(frozen=True)
class Summary:
    """One line of the table."""

    group: str
    requests: int
    p50: float
    p95: float
    p99: float
    processor_p50: float
    processor_p95: float
    sent: int
    raw: int


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed (nearest rank)."""
    if not values:
        raise ValueError("There are no values.")
    rank = math.ceil(share * len(values))
    return sorted(values)[max(rank, 1) - 1]


def summarise(group: str, samples: Sequence[Sample]) -> Summary:
    times = [sample.milliseconds for sample in samples]
    processor = [sample.processor for sample in samples]
    return Summary(
        group=group,
        requests=len(samples),
        p50=percentile(times, 0.5),
        p95=percentile(times, 0.95),
        p99=percentile(times, 0.99),
        processor_p50=percentile(processor, 0.5),
        processor_p95=percentile(processor, 0.95),
        # The typical page: a mean would be moved by a few large ones.
        sent=int(percentile([sample.sent for sample in samples], 0.5)),
        raw=int(percentile([sample.raw for sample in samples], 0.5)),
    )


def by_group(samples: Sequence[Sample]) -> dict[str, list[Sample]]:
    groups: dict[str, list[Sample]] = {}
    for sample in samples:
        groups.setdefault(sample.group, []).append(sample)
    return groups


def share_within(samples: Sequence[Sample], milliseconds: float) -> float:
    """Which share of the answers came within this time."""
    if not samples:
        raise ValueError("There are no samples.")
    return sum(sample.milliseconds <= milliseconds for sample in samples) / len(samples)


def quietest(passes: Sequence[Sequence[Sample]]) -> int:
    """The number of the pass with the least waiting: other work on the machine only adds time."""
    return min(
        range(len(passes)),
        key=lambda number: (
            sum(sample.milliseconds for sample in passes[number]) / len(passes[number])
        ),
    )


def quietest_times(passes: Sequence[Sequence[float]]) -> list[float]:
    """The times of the pass that took least for the questions that every pass got to."""
    if not passes:
        return []
    common = min(len(times) for times in passes)
    return list(min(passes, key=lambda times: sum(times[:common])))
