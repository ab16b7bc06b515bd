"""Measures the pages and feeds of one filled calendar through the web server."""

import http.client
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from bench.addresses import Request
from bench.calendar.addresses import CalendarMaterial, draw_pages
from bench.calendar.bare_library import Bare, serialise
from bench.calendar.material import Feed
from bench.measuring import BadAnswersError, Plan
from bench.site import Memory, Server, Site
from bench.statistics import Sample, quietest
from bench.visitor import Visitor

WARM_UP = 6
#: A feed is made anew so many times, and asked for in vain so many times.
COLD_FEEDS = 5
UNCHANGED = 50
CHUNK = 64 * 1024


@dataclass(frozen=True)
class FeedTimes:
    """Milliseconds of each request, and the processor's part in it."""

    events: int
    bytes: int
    cold: Sequence[float]
    cold_processor: Sequence[float]
    unchanged: Sequence[float]
    unchanged_processor: Sequence[float]
    bare: Bare


@dataclass(frozen=True)
class Export:
    """Everything as one feed: its VEVENTs and size, its time, and what the worker held before and at most."""

    events: int
    bytes: int
    seconds: float
    before: Memory
    after: Memory


@dataclass(frozen=True)
class CalendarMeasurement:
    passes: Sequence[Sequence[Sample]]
    feed: FeedTimes
    export: Export

    @property
    def pages(self) -> Sequence[Sample]:
        """Those of the quietest pass."""
        return self.passes[quietest(self.passes)]


def measure(
    site: Site, material: CalendarMaterial, feed: Feed, plan: Plan, tell: Callable[[str], None]
) -> CalendarMeasurement:
    with site.serving() as server:
        passes = [_pages(server, material, plan, number) for number in range(plan.passes)]
        tell(f"  {sum(map(len, passes))} pages")
        times = _feed(server, material, feed)
        tell(f"  feed of {times.events:,} events")
        _refuse_errors(server)
    # A server that has done nothing else yet, so that what it holds is what the export takes.
    with site.serving() as server:
        export = _export(server, material)
        tell(f"  feed of all {export.events:,} events")
        _refuse_errors(server)
    return CalendarMeasurement(passes, times, export)


def _pages(server: Server, material: CalendarMaterial, plan: Plan, number: int) -> list[Sample]:
    random = Random(f"{plan.seed}:{number}")
    visitor = Visitor(server)
    deadline = time.monotonic() + plan.seconds / plan.passes
    try:
        visitor.ask_all(draw_pages(material, WARM_UP, random), deadline)
        samples = visitor.ask_all(draw_pages(material, plan.requests, random), deadline)
    finally:
        visitor.close()
    # What lies outside the known dates is not found, as it should be.
    bad = [sample for sample in samples if sample.status not in (200, 404)]
    if bad or not any(sample.status == 200 for sample in samples):
        raise BadAnswersError(f"{len(bad)} calendar pages did not answer well, as {bad[:1]}")
    return [sample for sample in samples if sample.status == 200]


def _feed(server: Server, material: CalendarMaterial, feed: Feed) -> FeedTimes:
    path = f"{material.pages['nl']}agenda.ics?{feed.querystring}"
    visitor = Visitor(server)
    try:
        cold = []
        for number in range(COLD_FEEDS):
            _change_something(number)
            cold.append(visitor.ask(Request("feed", "cold", path)))
    finally:
        visitor.close()
    unchanged = _unchanged(server, path)
    return FeedTimes(
        events=len(feed.keys),
        bytes=cold[-1].raw,
        cold=[sample.milliseconds for sample in cold],
        cold_processor=[sample.processor for sample in cold],
        unchanged=[milliseconds for milliseconds, _worked in unchanged],
        unchanged_processor=[worked for _milliseconds, worked in unchanged],
        bare=serialise(feed.keys, "nl"),
    )


def _change_something(number: int) -> None:
    """One event gets another title, so that no feed is as it was."""
    from django.db import connection

    from events.models import Event

    event = Event.objects.live().order_by("-pk")[0]
    event.title = f"{event.title.partition(' #')[0][:180]} #{time.time_ns() + number}"
    event.save()
    connection.close()


def _unchanged(server: Server, path: str) -> list[tuple[float, float]]:
    """The times of asking for what one has already."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    found = []
    try:
        etag = _ask(connection, path, {})[1]
        for _ in range(UNCHANGED):
            before, started = server.processor_milliseconds(), time.perf_counter()
            status, _etag = _ask(connection, path, {"If-None-Match": etag})
            seconds = time.perf_counter() - started
            if status != 304:
                raise BadAnswersError(f"The feed did not change, but the answer was {status}")
            found.append((seconds * 1000, server.processor_milliseconds() - before))
    finally:
        connection.close()
    return found


def _ask(
    connection: http.client.HTTPConnection, path: str, headers: dict[str, str]
) -> tuple[int, str]:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
    response = connection.getresponse()
    response.read()
    return response.status, response.headers.get("ETag", "")


def _export(server: Server, material: CalendarMaterial) -> Export:
    """All events, read as they come, as a program that stores them would."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    try:
        _ask(connection, f"{material.pages['nl']}?{urlencode({'view': 'month'})}", {})
        before, started = server.memory(), time.perf_counter()
        connection.request("GET", f"{material.pages['nl']}agenda.ics")
        response = connection.getresponse()
        size, counter = 0, _Counter(b"BEGIN:VEVENT\r\n")
        while chunk := response.read(CHUNK):
            size += len(chunk)
            counter.add(chunk)
        seconds = time.perf_counter() - started
        return Export(counter.found, size, seconds, before, server.memory())
    finally:
        connection.close()


class _Counter:
    """Counts a word in a text that comes in pieces."""

    def __init__(self, word: bytes) -> None:
        self.found = 0
        self._word, self._rest = word, b""

    def add(self, chunk: bytes) -> None:
        text = self._rest + chunk
        self.found += text.count(self._word)
        self._rest = text[-len(self._word) + 1 :]


def _refuse_errors(server: Server) -> None:
    if errors := server.errors():
        raise BadAnswersError("The server logged errors:\n" + "\n".join(errors[:5]))
