"""The comparison as Markdown for people and as JSON for comparing with another day."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bench.engines.comparing import Compared, Row
from bench.engines.entries import (
    EMBEDDED,
    FILTERS_ONLY,
    LIMIT,
    NOTHING,
    STOCK,
    WORDS_AND_FILTERS,
    WORDS_ONLY,
)
from bench.report import MEGABYTE, table
from bench.statistics import percentile

#: What is asked of the embedded engine: milliseconds of the page's question, by size.
P95_AT_MOST = {100_000: 10.0, 1_000_000: 60.0}
JUDGED_AT = 100_000
TIMES_FASTER = 10.0
VISIBLE_WITHIN = 1000.0
OWN_AT_MOST = 200 * MEGABYTE


def markdown(compared: Sequence[Compared], skipped: Mapping[str, str]) -> str:
    parts = [_introduction()]
    for size in compared:
        parts += [f"**{size.count:,} records** ({_loads(size)})", _times(size), _means(size)]
    parts.append("\n".join(f"- {line}" for line in verdicts(compared)))
    agreement = [f"- {size.count:,}: {line}" for size in compared for line in size.agreement]
    if agreement:
        parts.append(f"Agreement with {EMBEDDED.label}:\n\n" + "\n".join(agreement))
    if skipped:
        reasons = (f"- {label}: {reason}" for label, reason in skipped.items())
        parts.append("Not measured:\n\n" + "\n".join(reasons))
    return "\n\n".join(parts) + "\n"


def _introduction() -> str:
    return (
        f"{os.cpu_count()} processors, Python {platform.python_version()}, {platform.machine()}. "
        "Milliseconds by the clock of the quietest pass, p50 / p95; × is how many times the "
        "embedded engine's p50. *Own* is what the process itself worked, without waiting for a "
        "busy machine and without a server's part."
    )


def results(compared: Sequence[Compared], skipped: Mapping[str, str]) -> dict[str, Any]:
    """Everything, pass by pass, for a program."""
    return {"sizes": [asdict(size) for size in compared], "skipped": dict(skipped)}


def verdicts(compared: Sequence[Compared]) -> list[str]:
    """What was asked and whether it is so, with how far from it."""
    lines = []
    for size in compared:
        rows = {row.label: row for row in size.rows}
        embedded = rows.get(EMBEDDED.label)
        if embedded is None or not embedded.times(WORDS_AND_FILTERS):
            continue
        p95 = percentile(embedded.times(WORDS_AND_FILTERS), 0.95)
        if size.count in P95_AT_MOST:
            most = P95_AT_MOST[size.count]
            own = percentile(embedded.own(WORDS_AND_FILTERS), 0.95)
            lines.append(
                f"{size.count:,}: embedded p95 {p95:.1f} ms, own {own:.1f} ms "
                f"(at most {most:.0f}: {_reached(p95 <= most)})"
            )
        if size.count == JUDGED_AT:
            lines += _others(size.count, embedded, rows)
    return lines


def _others(count: int, embedded: Row, rows: Mapping[str, Row]) -> list[str]:
    lines = []
    for label in STOCK:
        if label in rows:
            ratios = [_ratio(rows[label], embedded, share) for share in (0.5, 0.95)]
            lines.append(
                f"{count:,}: {label} takes {ratios[0]:.0f} times as long in the middle and "
                f"{ratios[1]:.0f} times at p95 (at least {TIMES_FASTER:.0f}: "
                f"{_reached(min(ratios) >= TIMES_FASTER)})"
            )
    if LIMIT in rows:
        part = 1 / _ratio(rows[LIMIT], embedded, 0.5)
        lines.append(f"{count:,}: embedded takes {part:.0f} times as long as the limit (p50)")
    if embedded.edits:
        p95 = percentile(embedded.edits, 0.95)
        lines.append(
            f"{count:,}: an edit is found after {p95:.0f} ms (p95; at most "
            f"{VISIBLE_WITHIN:.0f}: {_reached(p95 <= VISIBLE_WITHIN)})"
        )
    if embedded.held:
        lines.append(
            f"{count:,}: a process holds {embedded.held.own / MEGABYTE:.0f} MB of its own and "
            f"{embedded.held.all / MEGABYTE:.0f} MB with what it maps (own at most "
            f"{OWN_AT_MOST / MEGABYTE:.0f}: {_reached(embedded.held.own <= OWN_AT_MOST)})"
        )
    return lines


def _ratio(row: Row, embedded: Row, share: float) -> float:
    times = percentile(row.times(WORDS_AND_FILTERS), share)
    return times / percentile(embedded.times(WORDS_AND_FILTERS), share)


def _reached(reached: bool) -> str:
    return "reached" if reached else "NOT reached"


def _loads(size: Compared) -> str:
    if not size.loads:
        return "not asked"
    return f"load {min(size.loads):.0f} to {max(size.loads):.0f}"


def _times(size: Compared) -> str:
    embedded = next((row for row in size.rows if row.label == EMBEDDED.label), None)
    rows = []
    for row in size.rows:
        cells = [row.label]
        for name in (WORDS_AND_FILTERS, FILTERS_ONLY, WORDS_ONLY):
            cells += [_pair(row.times(name)), _times_embedded(row, embedded, name)]
        own = _pair(row.own(WORDS_AND_FILTERS))
        rows.append([*cells, _pair(row.times(NOTHING)), own])
    header = (
        "engine", WORDS_AND_FILTERS, "×", FILTERS_ONLY, "×", WORDS_ONLY, "×", NOTHING,
        f"own, {WORDS_AND_FILTERS}",
    )  # fmt: skip
    return table(header, rows)


def _pair(times: Sequence[float]) -> str:
    if not times:
        return "–"
    return f"{_short(percentile(times, 0.5))} / {_short(percentile(times, 0.95))}"


def _short(milliseconds: float) -> str:
    return f"{milliseconds:.0f}" if milliseconds >= 10 else f"{milliseconds:.2g}"


def _times_embedded(row: Row, embedded: Row | None, name: str) -> str:
    if embedded is None or not row.times(name) or not embedded.times(name):
        return "–"
    ratio = percentile(row.times(name), 0.5) / percentile(embedded.times(name), 0.5)
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2g}"


def _means(size: Compared) -> str:
    rows = []
    for row in size.rows:
        built, held = row.built, row.held
        rows.append(
            [
                row.label,
                f"{built.seconds:.1f}" if built else "–",
                f"{built.processor:.1f}" if built else "–",
                f"{built.peak / MEGABYTE:.0f}" if built else "–",
                f"{row.size / MEGABYTE:.1f}",
                f"{held.all / MEGABYTE:.0f}" if held else "–",
                f"{held.own / MEGABYTE:.0f}" if held else "–",
                _pair(row.edits),
            ]
        )
    header = (
        "engine", "build s", "own processor s", "peak MB", "on disk MB", "process MB", "own MB",
        "edit visible ms",
    )  # fmt: skip
    return table(header, rows)
