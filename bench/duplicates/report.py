"""How doubles are found, as a Markdown report and as JSON for comparing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.duplicates.asking import Answer
from bench.report import table
from bench.statistics import percentile
from tests.publishing.duplicates.labelled_pairs import Point

TARGET_MILLISECONDS = 100.0
#: So many points of a curve are printed.
POINTS = 12


def markdown(
    sizes: tuple[int, int], answers: Sequence[Answer], curves: Mapping[str, Sequence[Point]]
) -> str:
    items, keys = sizes
    title = f"Doubles: {items:,} items described by {keys:,} keys."
    parts = [title, _times(answers), _verdict(answers)]
    parts += [_curve(name, points) for name, points in curves.items()]
    return "\n\n".join(parts) + "\n"


def results(
    sizes: tuple[int, int], answers: Sequence[Answer], curves: Mapping[str, Sequence[Point]]
) -> dict[str, Any]:
    return {
        "items": sizes[0],
        "keys": sizes[1],
        "milliseconds": {sort: _row(some) for sort, some in _by_sort(answers).items()},
        "curves": {
            name: [[point.threshold, point.precision, point.recall] for point in points]
            for name, points in curves.items()
        },
    }


def _times(answers: Sequence[Answer]) -> str:
    rows = [
        [sort, len(some), *(f"{value:.0f}" for value in _row(some)), f"{_found(some):.1%}"]
        for sort, some in _by_sort(answers).items()
    ]
    return table(
        ("what is asked", "questions", "p50", "p95", "longest", "processor p50", "p95", "found"),
        rows,
    )


def _verdict(answers: Sequence[Answer]) -> str:
    slowest = percentile([answer.milliseconds for answer in answers], 0.95)
    worked = percentile([answer.processor for answer in answers], 0.95)
    reached = "reached" if slowest <= TARGET_MILLISECONDS else "MISSED"
    return (
        f"- 95 % of the answers within {slowest:.0f} ms (target 100 ms: {reached}), "
        f"{worked:.0f} ms of it the processor's"
    )


def _curve(name: str, points: Sequence[Point]) -> str:
    step = max(1, len(points) // POINTS)
    rows = [
        [f"{point.threshold:.2f}", f"{point.precision:.3f}", f"{point.recall:.3f}"]
        for point in points[::step]
    ]
    return table((f"“same” from ({name} pairs)", "precision", "recall"), rows)


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


def _found(answers: Sequence[Answer]) -> float:
    return sum(answer.found for answer in answers) / len(answers)
