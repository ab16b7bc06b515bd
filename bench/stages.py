"""How the time of a search page divides over its stages, measured in this process.

Functions are wrapped while pages are made; what a stage asks of another stage counts for the other.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from random import Random
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.test import Client

from bench.addresses import Material, draw

REST = "the rest: middleware, address, sending"
#: What is measured, as it is called in the report, and the functions that do it.
STAGES: Sequence[tuple[str, Sequence[str]]] = (
    (
        "analysis: reading the words, spelling",
        (
            "search.engines.planned.PlannedEngine.read",
            "search.engines.planned.PlannedEngine._correction",
        ),
    ),
    ("engine: finding and ordering", ("search.engines.embedded.EmbeddedEngine.find",)),
    ("engine: counting the facets", ("search.engines.embedded.facet_counts",)),
    ("engine: reading the documents", ("search.engines.embedded_reader.Snapshot.document",)),
    ("marking the words", ("search.engines.planned.make_hit",)),
    ("what the page shows: cards, filters", ("search.views.page_context",)),
    ("template: drawing", ("search.views.render",)),
    ("compressing", ("django.middleware.gzip.compress_string",)),
)
WARM_UP = 20


@dataclass(frozen=True)
class Stage:
    """Milliseconds that the processor worked for a page, on average."""

    name: str
    milliseconds: float
    share: float


class Stopwatch:
    """Adds up the time of nested stages, each without those inside it."""

    def __init__(self, clock: Callable[[], float] = time.process_time) -> None:
        self._clock = clock
        self.seconds: dict[str, float] = {}
        self._inside: list[float] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = self._clock()
        self._inside.append(0.0)
        try:
            yield
        finally:
            taken = self._clock() - started
            own = taken - self._inside.pop()
            self.seconds[name] = self.seconds.get(name, 0.0) + own
            if self._inside:
                self._inside[-1] += taken

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def measured(*args: Any, **kwargs: Any) -> Any:
            with self.stage(name):
                return function(*args, **kwargs)

        return measured


def stages_of(material: Material, group: str, requests: int, seed: int) -> list[Stage]:
    """The stages of pages of a group, in the order of ``STAGES``, and what is left."""
    settings.ALLOWED_HOSTS.append("testserver")
    client = Client(headers={"accept-encoding": "gzip"})
    drawn = draw(material, group, requests, Random(seed))
    watch = Stopwatch()

    def ask(path: str, part: bool) -> None:
        client.get(path, headers={"hx-request": "true"} if part else {})

    for request in drawn[:WARM_UP]:
        ask(request.path, request.part)
    with watching(watch):
        for request in drawn:
            with watch.stage(REST):
                ask(request.path, request.part)
    total = sum(watch.seconds.values())
    names = [name for name, _functions in STAGES] + [REST]
    return [
        Stage(name, seconds * 1000 / len(drawn), seconds / total)
        for name in names
        for seconds in [watch.seconds.get(name, 0.0)]
    ]


@contextmanager
def watching(watch: Stopwatch) -> Iterator[None]:
    """While this lasts, every function of ``STAGES`` is timed."""
    with ExitStack() as stack:
        for name, functions in STAGES:
            for function in functions:
                owner, attribute = found(function)
                timed = watch.timed(name, getattr(owner, attribute))
                stack.enter_context(patch.object(owner, attribute, timed))
        yield


def found(path: str) -> tuple[Any, str]:
    """What holds a function, a module or a class of one, and the name of the function in it."""
    before, _, attribute = path.rpartition(".")
    try:
        return import_module(before), attribute
    except ModuleNotFoundError:
        module, _, name = before.rpartition(".")
        return getattr(import_module(module), name), attribute
