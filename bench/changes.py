"""Changes beside visitors: how soon an edit is found, and what a new index costs them."""

import json
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from bench.addresses import Material, draw
from bench.site import Run, Server, Site
from bench.statistics import Sample
from bench.visitor import Visitor

EDITS = 10
POLL_SECONDS = 0.01
VISIBLE_WITHIN = 30.0
AT_A_TIME = 20


@dataclass(frozen=True)
class Changes:
    """Milliseconds from each save until a visitor's search finds it, and a rebuild with the
    search pages that were asked for meanwhile."""

    visible: list[float]
    rebuilding: Run
    meanwhile: list[Sample]


def change(site: Site, server: Server, material: Material, seed: int) -> Changes:
    visible = _edits(server, material)
    rebuilding, meanwhile = _beside(site, server, material, seed)
    return Changes(visible, rebuilding, meanwhile)


def _edits(server: Server, material: Material) -> list[float]:
    from initiatives.models import Offer

    times = []
    rows = Offer.objects.live().order_by("-pk")[:EDITS]
    for number, offer in enumerate(rows):
        word = f"zzvisible{time.time_ns():x}{number}q"
        title, offer.title = offer.title, f"{offer.title[:150]} {word}"
        started = time.perf_counter()
        offer.save()
        _wait_for(lambda word=word: _finds(server, material, word))  # type: ignore[misc]
        times.append((time.perf_counter() - started) * 1000)
        offer.title = title
        offer.save()
    return times


def _wait_for(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + VISIBLE_WITHIN
    while not found():
        if time.monotonic() > deadline:
            raise TimeoutError(f"An edit was not found within {VISIBLE_WITHIN:.0f} seconds.")
        time.sleep(POLL_SECONDS)


def _finds(server: Server, material: Material, word: str) -> bool:
    path = f"{material.search['nl']}?format=json&q={quote(word)}"
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=30) as answer:
        # A word that is not there yet is read as one that is: only the title tells.
        return any(word in result["title"] for result in json.load(answer)["results"])


def _beside(site: Site, server: Server, material: Material, seed: int) -> tuple[Run, list[Sample]]:
    """A new index while one visitor searches without a pause."""
    done = threading.Event()
    samples: list[Sample] = []

    def visit() -> None:
        visitor, random = Visitor(server), Random(seed)
        try:
            while not done.is_set():
                for request in draw(material, "search", AT_A_TIME, random):
                    if done.is_set():
                        break
                    samples.append(visitor.ask(request))
        finally:
            visitor.close()

    thread = threading.Thread(target=visit)
    thread.start()
    try:
        run = site.manage("search_index", "rebuild")
    finally:
        done.set()
        thread.join()
    return run, samples
