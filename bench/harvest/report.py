"""The measurements of partners' calendars as a Markdown report, and as JSON for comparing."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bench.harvest.measuring import Beside, Step
from bench.report import MEGABYTE, table
from bench.statistics import Sample, percentile

FIRST_SECONDS = 60.0
UNCHANGED_SECONDS = 0.1
CHANGED_SECONDS = 3.0
PEAK_MEGABYTES = 300
RATIO = 1.5


def markdown(events: int, steps: Sequence[Step], beside: Beside | None) -> str:
    rows = [
        [
            step.name,
            f"{percentile(step.seconds, 0.5):.2f}",
            f"{percentile(step.processor, 0.5):.2f}",
            f"{step.peak / MEGABYTE:.0f}",
        ]
        for step in steps
    ]
    header = (f"a feed of {events:,} events", "seconds", "of a processor", "peak MB")
    parts = [table(header, rows), "\n".join(_verdicts(steps))]
    if beside is not None:
        parts.append(_beside(beside))
    return "\n\n".join(parts) + "\n"


def results(events: int, steps: Sequence[Step], beside: Beside | None) -> dict[str, Any]:
    found: dict[str, Any] = {"events": events, "steps": [asdict(step) for step in steps]}
    if beside is not None:
        found["beside"] = {
            "sources": beside.sources,
            "seconds": beside.seconds,
            "processor": beside.processor,
            **{name: ratio for name, _rest, _during, ratio in ratios(beside)},
        }
    return found


def ratios(beside: Beside) -> list[tuple[str, float, float, float]]:
    """Name, milliseconds at rest and during, and the second by the first."""
    found = []
    for share in (0.5, 0.95):
        for name, value in (("pages", _clock), ("processor for pages", _processor)):
            rest = percentile([value(sample) for sample in beside.rest], share)
            during = percentile([value(sample) for sample in beside.during], share)
            found.append((f"{name}, p{share * 100:.0f}", rest, during, during / rest))
    return found


def _clock(sample: Sample) -> float:
    return sample.milliseconds


def _processor(sample: Sample) -> float:
    return sample.processor


def _verdicts(steps: Sequence[Step]) -> list[str]:
    first, *unchanged, changed = steps
    own = max(percentile(step.processor, 0.5) for step in unchanged)
    peak = max(step.peak for step in steps) / MEGABYTE
    targets = [
        (f"first run within {FIRST_SECONDS:.0f} s", first.seconds[0] <= FIRST_SECONDS),
        (
            f"unchanged within {UNCHANGED_SECONDS * 1000:.0f} ms of our own time ({own * 1000:.0f})",
            own <= UNCHANGED_SECONDS,
        ),
        (
            f"one in a hundred changed within {CHANGED_SECONDS:.0f} s",
            changed.seconds[0] <= CHANGED_SECONDS,
        ),
        (f"at most {PEAK_MEGABYTES} MB ({peak:.0f})", peak <= PEAK_MEGABYTES),
    ]
    return [f"- {what}: {_reached(well)}" for what, well in targets]


def _beside(beside: Beside) -> str:
    rows = [
        [name, f"{rest:.0f}", f"{during:.0f}", f"{ratio:.2f}"]
        for name, rest, during, ratio in ratios(beside)
    ]
    header = (f"pages while {beside.sources} sources are read; ms", "at rest", "during", "ratio")
    ratio = ratios(beside)[0][3]
    return (
        f"{table(header, rows)}\n\n- {beside.sources} sources of {beside.events_each} new events "
        f"each took {beside.seconds:.0f} s ({beside.processor:.0f} s of a processor, "
        f"{beside.calls} calls); {len(beside.during)} pages meanwhile took {ratio:.2f} times as "
        f"long as at rest (target {RATIO}: {_reached(ratio <= RATIO)})"
    )


def _reached(well: bool) -> str:
    return "reached" if well else "NOT reached"
