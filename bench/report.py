"""The measurements as a Markdown report for people and as JSON for comparing."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bench.measuring import Measurement
from bench.site import Run
from bench.stages import Stage
from bench.statistics import Sample, by_group, percentile, share_within, summarise

TARGET_MILLISECONDS = 60.0
TARGET_SHARE = 0.95
TARGET_GROUPS = ("list", "search")
LABELS = {
    "home": "home",
    "list": "lists",
    "search": "search",
    "item": "items",
    "region": "region pages",
    "machines": "JSON of 100, sitemap",
}
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Size:
    """Everything known about one size of the site."""

    label: str
    items: int
    generating: Run | None
    rebuilding: Run | None
    database: int
    index: int
    measurement: Measurement
    stages: Sequence[Stage] = ()

    @property
    def targeted(self) -> list[Sample]:
        return [each for each in self.measurement.samples if each.group in TARGET_GROUPS]

    @property
    def share_within_target(self) -> float:
        return share_within(self.targeted, TARGET_MILLISECONDS)


def markdown(sizes: Sequence[Size]) -> str:
    """The whole report."""
    parts = [_machine(), _times(sizes), _verdict(sizes), _scenarios(sizes[-1]), _means(sizes)]
    parts += [_changes(sizes), _stages(sizes)]
    if len(sizes) > 1:
        parts.insert(2, _ratios(sizes))
    return "\n\n".join(part for part in parts if part) + "\n"


def results(sizes: Sequence[Size]) -> dict[str, Any]:
    """Everything, pass by pass, for a program."""
    return {
        "machine": {"processors": os.cpu_count(), "python": platform.python_version()},
        "target": {
            "milliseconds": TARGET_MILLISECONDS,
            "share": TARGET_SHARE,
            "groups": TARGET_GROUPS,
        },
        "sizes": [_size_results(size) for size in sizes],
    }


def _size_results(size: Size) -> dict[str, Any]:
    return {
        "label": size.label,
        "items": size.items,
        "share_within_target": size.share_within_target,
        "generating": asdict(size.generating) if size.generating else None,
        "rebuilding": asdict(size.rebuilding) if size.rebuilding else None,
        "server": asdict(size.measurement.memory),
        "database_bytes": size.database,
        "index_bytes": size.index,
        "changes": asdict(size.measurement.changes) if size.measurement.changes else None,
        "stages": [asdict(stage) for stage in size.stages],
        "quietest_pass": size.measurement.chosen,
        "passes": [
            {
                "load": each.load,
                "groups": {
                    group: asdict(summarise(group, samples))
                    for group, samples in by_group(each.samples).items()
                },
            }
            for each in size.measurement.passes
        ],
        "slowest": [
            asdict(sample)
            for sample in sorted(size.targeted, key=lambda each: -each.milliseconds)[:20]
        ],
    }


def table(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A Markdown table; the first column is text, the others are numbers."""
    lines = [header, ["---"] + ["--:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _machine() -> str:
    return (
        f"{os.cpu_count()} processors, Python {platform.python_version()}, {platform.machine()}. "
        "Times in milliseconds, as a visitor on the same machine sees them; "
        "*processor* is what the server worked for it."
    )


def _times(sizes: Sequence[Size]) -> str:
    rows = []
    for size in sizes:
        for group, samples in _ordered(size.measurement.samples).items():
            line = summarise(group, samples)
            rows.append(
                [
                    f"{size.label}: {LABELS[group]}",
                    line.requests,
                    *(f"{value:.0f}" for value in (line.p50, line.p95, line.p99)),
                    f"{line.processor_p50:.0f}",
                    f"{line.processor_p95:.0f}",
                    f"{line.raw / 1024:.0f}",
                    f"{line.sent / 1024:.1f}",
                ]
            )
    header = (
        "pages", "requests", "p50", "p95", "p99", "processor p50", "processor p95", "KB", "KB sent",
    )  # fmt: skip
    return table(header, rows)


def _verdict(sizes: Sequence[Size]) -> str:
    lines = []
    for size in sizes:
        share = size.share_within_target
        reached = "reached" if share >= TARGET_SHARE else "NOT reached"
        lines.append(
            f"- {size.label}: {share:.1%} of the list and search pages within "
            f"{TARGET_MILLISECONDS:.0f} ms (target {TARGET_SHARE:.0%}: {reached}); "
            f"load of the machine {size.measurement.passes[size.measurement.chosen].load:.1f}"
        )
    return "\n".join(lines)


def _ratios(sizes: Sequence[Size]) -> str:
    """How much slower a page gets with size; 1.0 would be not at all."""
    first, last = sizes[0], sizes[-1]
    before, after = (_ordered(size.measurement.samples) for size in (first, last))
    rows = []
    for group in before.keys() & after.keys():
        old, new = summarise(group, before[group]), summarise(group, after[group])
        rows.append(
            [
                LABELS[group],
                f"{new.p50 / old.p50:.1f}",
                f"{new.p95 / old.p95:.1f}",
                f"{new.processor_p50 / max(old.processor_p50, 0.1):.1f}",
            ]
        )
    title = f"{last.label} compared with {first.label} (times as slow)"
    return table((title, "p50", "p95", "processor p50"), sorted(rows))


def _scenarios(size: Size) -> str:
    """Which questions are slow, at the largest size."""
    found: dict[str, list[Sample]] = {}
    for each in size.measurement.passes:
        for sample in each.samples:
            if sample.group in TARGET_GROUPS:
                found.setdefault(f"{LABELS[sample.group]}: {sample.scenario}", []).append(sample)
    rows = []
    for name, samples in found.items():
        line = summarise(name, samples)
        rows.append(
            [name, line.requests, f"{line.p50:.0f}", f"{line.p95:.0f}", f"{line.processor_p50:.0f}"]
        )
    header = (f"{size.label}, all passes", "requests", "p50", "p95", "processor p50")
    return table(header, sorted(rows, key=lambda row: -float(row[4])))


def _means(sizes: Sequence[Size]) -> str:
    rows = [
        [
            size.label,
            f"{size.items:,}",
            *_command(size.generating),
            *_command(size.rebuilding),
            f"{size.measurement.memory.peak / MEGABYTE:.0f}",
            f"{size.measurement.memory.own / MEGABYTE:.0f}",
            f"{size.database / MEGABYTE:.0f}",
            f"{size.index / MEGABYTE:.0f}",
        ]
        for size in sizes
    ]
    header = (
        "size", "items", "generating s", "processor s", "peak MB", "rebuilding s", "processor s",
        "peak MB", "worker peak MB", "of which own MB", "database MB", "index MB",
    )  # fmt: skip
    return table(header, rows)


def _changes(sizes: Sequence[Size]) -> str:
    """How soon an edit is found, and a new index while visitors search."""
    rows = []
    for size in sizes:
        changes = size.measurement.changes
        if changes is None:
            continue
        times = [sample.milliseconds for sample in changes.meanwhile]
        rows.append(
            [
                size.label,
                f"{percentile(changes.visible, 0.5):.0f} / {max(changes.visible):.0f}",
                f"{changes.rebuilding.seconds:.0f}",
                f"{changes.rebuilding.processor:.0f}",
                len(times),
                f"{percentile(times, 0.5):.0f} / {percentile(times, 0.95):.0f}" if times else "–",
            ]
        )
    header = (
        "size", "edit found after ms, p50 / most", "new index beside visitors s", "processor s",
        "search pages meanwhile", "p50 / p95 ms",
    )  # fmt: skip
    return table(header, rows) if rows else ""


def _stages(sizes: Sequence[Size]) -> str:
    """Where the time of search pages goes, on average."""
    measured = [size for size in sizes if size.stages]
    if not measured:
        return ""
    header = ["search page, processor ms on average", *(size.label for size in measured)]
    rows: list[list[str]] = []
    for number, stage in enumerate(measured[0].stages):
        cells = [size.stages[number] for size in measured]
        rows.append([stage.name, *(f"{c.milliseconds:.2f} ({c.share:.0%})" for c in cells)])
    totals = (sum(stage.milliseconds for stage in size.stages) for size in measured)
    rows.append(["together", *(f"{total:.1f}" for total in totals)])
    return table(header, rows)


def _command(run: Run | None) -> list[str]:
    if run is None:
        return ["", "", ""]
    return [f"{run.seconds:.0f}", f"{run.processor:.0f}", f"{run.peak / MEGABYTE:.0f}"]


def _ordered(samples: Sequence[Sample]) -> Mapping[str, list[Sample]]:
    groups = by_group(samples)
    return {group: groups[group] for group in LABELS if group in groups}
