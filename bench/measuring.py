"""Measures one filled site: several passes over the same mix of pages, the quietest counts."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bench.addresses import Material, Request, draw, machine_requests, scenarios
from bench.changes import Changes, change
from bench.site import Memory, Server, Site
from bench.statistics import Sample, quietest
from bench.visitor import Visitor

#: Per group, how many requests of a hundred; the pages with a target are asked for most.
SHARES = {"home": 20, "list": 100, "search": 100, "item": 50, "region": 20}
WARM_UP = 3

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How much to measure."""

    requests: int = 100
    passes: int = 3
    seconds: float = 90.0
    seed: int = 1


@dataclass(frozen=True)
class Pass:
    """One time through the mix, and how busy the machine was with everything together."""

    samples: Sequence[Sample]
    load: float


@dataclass(frozen=True)
class Measurement:
    """What was measured at one size."""

    passes: Sequence[Pass]
    memory: Memory
    changes: Changes | None = None

    @property
    def chosen(self) -> int:
        return quietest([each.samples for each in self.passes])

    @property
    def samples(self) -> Sequence[Sample]:
        """Those of the quietest pass."""
        return self.passes[self.chosen].samples


class BadAnswersError(Exception):
    """Pages were not found or failed: their times would say nothing."""


def measure(site: Site, material: Material, plan: Plan, tell: Tell) -> Measurement:
    """At most `plan.seconds` for all passes together; a slow site gets fewer requests."""
    with site.serving() as server:
        passes = []
        for number in range(plan.passes):
            deadline = time.monotonic() + plan.seconds / plan.passes
            samples = _one_pass(server, material, plan, number, deadline)
            passes.append(Pass(samples, os.getloadavg()[0]))
            tell(f"  pass {number + 1}: {len(samples)} requests, load {passes[-1].load:.1f}")
            _refuse_errors(server)
        # Before the new index, of which a worker maps in both for a while.
        memory = server.memory()
        changes = change(site, server, material, plan.seed)
        _refuse_bad_answers(changes.meanwhile)
        _refuse_errors(server)
        return Measurement(passes, memory, changes)


def _one_pass(
    server: Server, material: Material, plan: Plan, number: int, deadline: float
) -> list[Sample]:
    random = Random(f"{plan.seed}:{number}")
    requests: list[Request] = []
    for group in scenarios(material):
        count = max(1, plan.requests * SHARES[group] // 100)
        requests += draw(material, group, count, random)
    # Mixed, so that a busy moment of the machine does not fall on one kind of page.
    random.shuffle(requests)
    visitor = Visitor(server)
    try:
        # The connection stays with one worker, which reads its templates at the first pages.
        for group in scenarios(material):
            visitor.ask_all(draw(material, group, WARM_UP, random), deadline)
        samples = visitor.ask_all(requests, deadline)
        samples += visitor.ask_all(machine_requests(material), deadline)
    finally:
        visitor.close()
    _refuse_bad_answers(samples)
    return samples


def _refuse_errors(server: Server) -> None:
    if errors := server.errors():
        raise BadAnswersError("The server logged errors:\n" + "\n".join(errors[:5]))


def _refuse_bad_answers(samples: Sequence[Sample]) -> None:
    bad = [sample for sample in samples if sample.status != 200]
    if bad:
        first = "\n".join(f"  {sample.status} {sample.path}" for sample in bad[:10])
        raise BadAnswersError(f"{len(bad)} of {len(samples)} pages did not answer well:\n{first}")
