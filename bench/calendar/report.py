"""The measurements of the calendar as a Markdown report, and as JSON for comparing."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bench.calendar.measuring import CalendarMeasurement, Export, FeedTimes
from bench.report import MEGABYTE, TARGET_MILLISECONDS, TARGET_SHARE, table
from bench.site import Run
from bench.statistics import Sample, percentile, share_within, summarise

COLD_MILLISECONDS = 300.0
UNCHANGED_MILLISECONDS = 5.0
EXPORT_MEGABYTES = 200


def markdown(
    measured: CalendarMeasurement, sizes: tuple[int, int, int], filling: Run | None
) -> str:
    events, dates, fullest = sizes
    title = f"Calendar: {events:,} events, {dates:,} dates, {fullest:,} in the fullest month"
    if filling:
        peak = filling.peak / MEGABYTE
        title += f"; filled in {filling.seconds:.0f} s with at most {peak:.0f} MB"
    parts = [f"{title}.", _pages(measured.pages), _verdict(measured), _feed(measured.feed)]
    return "\n\n".join([*parts, _export(measured.export)]) + "\n"


def results(measured: CalendarMeasurement, sizes: tuple[int, int, int]) -> dict[str, Any]:
    return {
        "sizes": dict(zip(("events", "dates", "fullest_month"), sizes, strict=True)),
        "pages": asdict(summarise("calendar", measured.pages)),
        "share_within_target": share_within(measured.pages, TARGET_MILLISECONDS),
        "feed": asdict(measured.feed),
        "export": asdict(measured.export),
    }


def _pages(samples: Sequence[Sample]) -> str:
    groups: dict[str, list[Sample]] = {"all views": list(samples)}
    for sample in samples:
        groups.setdefault(sample.scenario, []).append(sample)
    rows = []
    for name, each in groups.items():
        line = summarise(name, each)
        times = (line.p50, line.p95, line.p99, line.processor_p50)
        rows.append([name, line.requests, *(f"{value:.0f}" for value in times), line.raw // 1024])
    header = ("calendar pages", "requests", "p50", "p95", "p99", "processor p50", "KB")
    return table(header, [rows[0], *sorted(rows[1:])])


def _verdict(measured: CalendarMeasurement) -> str:
    share = share_within(measured.pages, TARGET_MILLISECONDS)
    verdict = _reached(share >= TARGET_SHARE)
    return (
        f"- {share:.1%} of the pages within {TARGET_MILLISECONDS:.0f} ms "
        f"(target {TARGET_SHARE:.0%}: {verdict})"
    )


def _feed(feed: FeedTimes) -> str:
    cold, unchanged = percentile(feed.cold, 0.5), percentile(feed.unchanged_processor, 0.5)
    bare = feed.bare
    rows = [
        ["cold: the first after a change", f"{cold:.0f}", f"{max(feed.cold):.0f}"],
        ["unchanged (304), as a program waits for it", *_middle_and_most(feed.unchanged)],
        ["unchanged (304), time of the server", *_middle_and_most(feed.unchanged_processor)],
        ["bare library: reading the events", f"{bare.reading:.0f}", ""],
        ["bare library: making components", f"{bare.building:.0f}", ""],
        ["bare library: writing text", f"{bare.writing:.0f}", ""],
    ]
    header = (f"feed of {feed.events:,} events, {feed.bytes // 1024:,} KB; ms", "middle", "most")
    return "\n\n".join(
        [
            table(header, rows),
            (
                f"- cold within {COLD_MILLISECONDS:.0f} ms: {_reached(cold <= COLD_MILLISECONDS)}; "
                f"{bare.together / cold:.1f} times as fast as the bare library, "
                f"{bare.writing / cold:.1f} times as fast as its writing alone\n"
                f"- unchanged within {UNCHANGED_MILLISECONDS:.0f} ms of the server's time: "
                f"{_reached(unchanged <= UNCHANGED_MILLISECONDS)}"
            ),
        ]
    )


def _export(export: Export) -> str:
    more = (export.after.peak - export.before.peak) / MEGABYTE
    return (
        f"- all events in one feed: {export.events:,} VEVENTs, {export.bytes / MEGABYTE:.0f} MB "
        f"in {export.seconds:.1f} s; the worker's peak rose by {more:.0f} MB "
        f"(target {EXPORT_MEGABYTES} MB: {_reached(more <= EXPORT_MEGABYTES)})"
    )


def _middle_and_most(times: Sequence[float]) -> tuple[str, str]:
    return f"{percentile(times, 0.5):.1f}", f"{max(times):.1f}"


def _reached(well: bool) -> str:
    return "reached" if well else "NOT reached"
