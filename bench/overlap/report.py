"""How overlap is found, as a Markdown report and as JSON for comparing."""

from collections.abc import Sequence
from typing import Any

from bench.overlap.asking import Answer, Sizes
from bench.report import table
from bench.site import Run
from bench.statistics import percentile

TARGET_MILLISECONDS = 100.0
TARGET_SECONDS = 600.0
MEGABYTE = 1024 * 1024


def markdown(sizes: Sizes, first: Run, nightly: Run, answers: Sequence[Answer]) -> str:
    title = (
        f"Overlap: {sizes.items:,} items described by {sizes.keys:,} keys, {sizes.pairs:,} pairs "
        f"and {sizes.clusters:,} groups kept."
    )
    times = table(
        ("one new item", "p50", "p95", "longest", "processor p95", "found on average"),
        [[len(answers), *(f"{value:.0f}" for value in _row(answers)), f"{_found(answers):.1f}"]],
    )
    slowest = percentile([answer.milliseconds for answer in answers], 0.95)
    one = f"- 95 % of the answers for one new item within {slowest:.0f} ms"
    whole = (
        f"- the whole catalogue in {nightly.seconds:.0f} s with at most {_megabytes(nightly)} MB"
    )
    verdicts = [
        f"{one} (target 100 ms: {_reached(slowest, TARGET_MILLISECONDS)})",
        f"{whole} (target 600 s: {_reached(nightly.seconds, TARGET_SECONDS)})",
        f"- the first time, with all descriptions: {first.seconds:.0f} s, {_megabytes(first)} MB",
    ]
    return "\n\n".join([title, times, "\n".join(verdicts)]) + "\n"


def results(sizes: Sizes, first: Run, nightly: Run, answers: Sequence[Answer]) -> dict[str, Any]:
    return {
        **vars(sizes),
        "milliseconds": _row(answers),
        "first_seconds": first.seconds,
        "nightly_seconds": nightly.seconds,
        "nightly_megabytes": _megabytes(nightly),
    }


def _row(answers: Sequence[Answer]) -> list[float]:
    times = [answer.milliseconds for answer in answers]
    worked = [answer.processor for answer in answers]
    return [percentile(times, 0.5), percentile(times, 0.95), max(times), percentile(worked, 0.95)]


def _found(answers: Sequence[Answer]) -> float:
    return sum(answer.found for answer in answers) / len(answers)


def _megabytes(run: Run) -> int:
    return round(run.peak / MEGABYTE)


def _reached(value: float, target: float) -> str:
    return "reached" if value <= target else "MISSED"
