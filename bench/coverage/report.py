"""How fast the coverage map is counted, as a Markdown report and as JSON for comparing."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from bench.coverage.asking import Answer
from bench.coverage.keeping import Kept, Reading
from bench.report import MEGABYTE, table
from bench.site import Run
from bench.statistics import percentile

TARGET_MILLISECONDS = 150.0


def markdown(
    sizes: tuple[int, int], kept: Kept, answers: Sequence[Answer], rebuilding: Run | None
) -> str:
    items, rows = sizes
    title = f"Coverage map: {items:,} items count now, the ledger has {rows:,} rows"
    if rebuilding:
        peak = rebuilding.peak / MEGABYTE
        title += f"; with the index filled in {rebuilding.seconds:.0f} s, at most {peak:.0f} MB"
    return "\n\n".join([f"{title}.", _times(answers), _verdict(answers), _kept(kept)]) + "\n"


def results(sizes: tuple[int, int], kept: Kept, answers: Sequence[Answer]) -> dict[str, Any]:
    return {
        "items": sizes[0],
        "rows": sizes[1],
        "kept": asdict(kept),
        "milliseconds": {sort: _row(some) for sort, some in _by_sort(answers).items()},
    }


def _times(answers: Sequence[Answer]) -> str:
    rows = [
        [sort, len(some), max(answer.cells for answer in some)]
        + [f"{value:.0f}" for value in _row(some)]
        for sort, some in _by_sort(answers).items()
    ]
    header = ("matrix", "asked", "most cells", "p50", "p95", "longest", "processor p50", "p95")
    return table(header, rows)


def _verdict(answers: Sequence[Answer]) -> str:
    slowest = max(answers, key=lambda answer: answer.milliseconds)
    reached = "reached" if slowest.milliseconds <= TARGET_MILLISECONDS else "MISSED"
    return (
        f"- any matrix within {slowest.milliseconds:.0f} ms (target "
        f"{TARGET_MILLISECONDS:.0f} ms: {reached}); the longest is {slowest.pair}, {slowest.sort}, "
        f"{slowest.cells} cells, {slowest.processor:.0f} ms of it the processor's"
    )


def _kept(kept: Kept) -> str:
    rows = [
        ["now", "", *_reading(kept.now)],
        *([f"{day.ago} days ago", f"{day.changed:,}", *_reading(day.reading)] for day in kept.days),
    ]
    header = ("a process reads", "rows that differ", "ms", "processor", "keeps MB")
    return (
        f"{table(header, rows)}\n\n- one change is taken in within {kept.following * 1000:.0f} ms"
    )


def _reading(reading: Reading) -> list[str]:
    return [
        f"{reading.seconds * 1000:.0f}",
        f"{reading.processor * 1000:.0f}",
        f"{reading.memory / MEGABYTE:.1f}",
    ]


def _by_sort(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    for answer in answers:
        found.setdefault(answer.sort, []).append(answer)
    return found


def _row(answers: Sequence[Answer]) -> list[float]:
    times = [answer.milliseconds for answer in answers]
    worked = [answer.processor for answer in answers]
    clock = [percentile(times, 0.5), percentile(times, 0.95), max(times)]
    return [*clock, percentile(worked, 0.5), percentile(worked, 0.95)]
