"""One large calendar, run by run; and many small ones at once beside visits to the site."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from bench.addresses import Material, draw
from bench.harvest.material import calendar
from bench.harvest.partner import Partner
from bench.measuring import BadAnswersError
from bench.site import ROOT, Server, Site
from bench.statistics import Sample
from bench.visitor import Visitor

Tell = Callable[[str], None]
#: What never changes is asked for so many times.
UNCHANGED = 5
CHANGED_SHARE = 0.01
#: Events in each of many calendars.
EACH = 25
WARM_UP = 20


@dataclass(frozen=True)
class Step:
    """Seconds of each run, and of a processor in them; bytes held before and at most."""

    name: str
    seconds: Sequence[float]
    processor: Sequence[float]
    held_before: int
    peak: int
    counts: dict[str, int]


@dataclass(frozen=True)
class Beside:
    """Pages at rest and while many sources were read, and what the reading took."""

    sources: int
    events_each: int
    seconds: float
    processor: float
    calls: int
    rest: Sequence[Sample]
    during: Sequence[Sample]


def measure_one(site: Site, partner: Partner, events: int, tell: Tell) -> list[Step]:
    """First run, unchanged both ways, and with one in a hundred changed."""
    today = datetime.now(tz=UTC).date()
    body = calendar(events, 1, first=today)
    tell(f"  {events:,} events, {len(body) / 1e6:.1f} MB")
    partner.pages["/marked/large.ics"] = partner.pages["/large.ics"] = body
    source = _new_source("Groot", partner.address("/marked/large.ics"))
    steps = [
        _step(site, "first", source, 1, tell),
        _step(site, "unchanged (304)", source, UNCHANGED, tell),
    ]
    _move(source, partner.address("/large.ics"))
    steps.append(_step(site, "unchanged (200, the same)", source, UNCHANGED, tell))
    changed = max(1, int(events * CHANGED_SHARE))
    partner.pages["/large.ics"] = calendar(events, 1, first=today, changed=changed)
    steps.append(_step(site, f"{changed} changed", source, 1, tell))
    _switch_off(source)
    return steps


def measure_many(
    site: Site, server: Server, partner: Partner, material: Material, sources: int, tell: Tell
) -> Beside:
    """Pages while `sources` new calendars are read, and afterwards, when there is as much to show."""
    for number in range(sources):
        path = f"/marked/{number}.ics"
        # Beside each other no two are the same, nor like those of the large one.
        partner.pages[path] = calendar(
            EACH, 100 + number, first=datetime.now(tz=UTC).date(), name=f"S{number}"
        )
        _new_source(f"Klein {number}", partner.address(path, number + 2))
    _visit(server, material, WARM_UP)
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.harvest.all_due"],
        cwd=ROOT,
        env=site.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    ended = threading.Event()
    printed: list[str] = []

    def wait() -> None:
        printed.append(process.communicate()[0])
        ended.set()

    waiter = threading.Thread(target=wait)
    waiter.start()
    during: list[Sample] = []
    while not ended.is_set():
        during += _visit(server, material, WARM_UP, seed=len(during))
    waiter.join()
    if process.returncode:
        raise BadAnswersError("The sources could not be read.")
    told: dict[str, Any] = json.loads(printed[0])
    if told["good"] < sources:
        raise BadAnswersError(f"Of {sources} sources {told['good']} were read well: {told}")
    tell(f"  {sources} sources in {told['seconds']:.0f} s, {len(during)} pages meanwhile")
    _visit(server, material, WARM_UP)
    rest: list[Sample] = []
    while len(rest) < len(during):
        rest += _visit(server, material, WARM_UP, seed=len(rest))
    if errors := server.errors():
        raise BadAnswersError("The server logged errors:\n" + "\n".join(errors[:5]))
    return Beside(sources, EACH, told["seconds"], told["processor"], told["calls"], rest, during)


def _visit(server: Server, material: Material, requests: int, seed: int = 0) -> list[Sample]:
    visitor, chance = Visitor(server), Random(seed)
    try:
        half = requests // 2
        drawn = draw(material, "list", half, chance) + draw(material, "search", half, chance)
        samples = visitor.ask_all(drawn, float("inf"))
    finally:
        visitor.close()
    # A second page of few items is not there.
    if bad := [sample for sample in samples if sample.status not in (200, 404)]:
        raise BadAnswersError(f"{len(bad)} pages did not answer well, as {bad[:1]}")
    return [sample for sample in samples if sample.status == 200]


def _step(site: Site, name: str, source: Any, times: int, tell: Tell) -> Step:
    command = [sys.executable, "-m", "bench.harvest.one_run", str(source.pk), str(times)]
    done = subprocess.run(
        command, cwd=ROOT, env=site.environment, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise BadAnswersError(f"{name}: the run broke off.")
    told = json.loads(done.stdout)
    runs = told["runs"]
    if bad := [run for run in runs if run["outcome"] not in ("good", "unchanged")]:
        raise BadAnswersError(f"{name}: {bad[0]}")
    step = Step(
        name,
        [run["seconds"] for run in runs],
        [run["processor"] for run in runs],
        told["held_before"],
        told["peak"],
        runs[-1]["counts"],
    )
    tell(f"  {name}: {step.seconds[-1]:.2f} s, {step.processor[-1]:.2f} s of a processor")
    return step


def _new_source(name: str, address: str) -> Any:
    from django.utils import timezone

    from harvest.models import Source
    from organisations.models import Organisation

    organisations = Organisation.objects.live().order_by("pk")
    return Source.objects.create(
        organisation=organisations[Source.objects.count() % organisations.count()],
        name=name,
        kind="icalendar",
        address=address,
        trust=Source.Trust.PUBLISH,
        state=Source.State.ACTIVE,
        next_run_at=timezone.now(),
    )


def _move(source: Any, address: str) -> None:
    source.refresh_from_db()
    source.address, source.etag, source.last_modified = address, "", ""
    source.save()


def _switch_off(source: Any) -> None:
    type(source).objects.filter(pk=source.pk).update(state=type(source).State.PAUSED)
