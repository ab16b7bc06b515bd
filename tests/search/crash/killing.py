"""Kills what writes the search index, 25 times, while items are edited.

Run as a program, in a world (a folder with a database and an index) of its own. It forks
workers, because starting Django 25 times takes too long, and kills each with SIGKILL at a
random moment. What a worker has committed it writes to a log, which counts as a promise.
"""

import logging
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import django

KILLS = 25
ITEMS = 40
# The longest that a worker lives after its first change, in seconds.
LONGEST_LIFE = 0.7
LONGEST_START = 10.0

# In place of the title of an item that must not be found.
GONE = "-"

World = Path


def main(round_name: str, seed: str) -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from search.analysis import fingerprint

    call_command("migrate", run_syncdb=True, verbosity=0)
    # Workers must not spend their short lives on what is read when something is first done.
    fingerprint()
    _edit_once_for_nothing()
    chance = random.Random(seed)
    # What is open here must not be used by a worker too.
    connections.close_all()
    world = settings.WORLD
    _in_child(_begin)
    moments = []
    for number in range(KILLS):
        workers = WORKERS[round_name]
        pids = [_fork(worker, world, f"{seed}-{number}") for worker in workers]
        _until_it_edits(world)
        life = chance.uniform(0.0, LONGEST_LIFE)
        moments.append(round(life, 3))
        time.sleep(life)
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    print(f"killed after {moments}", flush=True)
    _in_child(lambda: _judge(world))


def _edit_once_for_nothing() -> None:
    from django.db import transaction

    from initiatives.models import Offer
    from search.analysed import analyse
    from search.documents import offer_document
    from search.labels import vocabulary

    with transaction.atomic():
        analyse(offer_document(Offer.objects.create(title="x", summary="x"), vocabulary()))
        transaction.set_rollback(True)


def _until_it_edits(world: World) -> None:
    promises = world / "promises"
    before = promises.stat().st_size if promises.exists() else 0
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline:
        if promises.exists() and promises.stat().st_size > before:
            return
        time.sleep(0.005)


def _fork(worker: Callable[[World, str], None], world: World, seed: str) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        worker(world, seed)
    finally:
        os._exit(1)


def _in_child(task: Callable[[], None]) -> None:
    """In a process of its own: after a fork no thread of the engine must be alive here."""
    pid = os.fork()
    if not pid:
        failed = True
        try:
            task()
            failed = False
        except Exception:
            # Not swallowed: this process ends as failed, and so does the one that made it.
            logging.exception("failed")
        finally:
            os._exit(failed)
    _pid, status = os.waitpid(pid, 0)
    if status:
        sys.exit(1)


def _begin() -> None:
    """Some live items, and an index that knows them."""
    from django.core.management import call_command

    from initiatives.models import Offer

    Offer.objects.bulk_create(
        Offer(title=f"Begin {number}", summary="x", slug="x", live=True) for number in range(ITEMS)
    )
    call_command("search_index", "rebuild")


# --- Those who are killed --------------------------------------------------------------------------


def _edit(world: World, seed: str) -> None:
    """Edits until it is killed; the index hears of each change after its commit."""
    from django.db import transaction

    from initiatives.models import Offer

    chance = random.Random(seed)
    with (world / "promises").open("a", encoding="utf-8") as promises:
        for step in range(100_000):
            word = f"w{seed.replace('-', 'x')}x{step}"
            known = list(Offer.objects.values_list("pk", flat=True))
            with transaction.atomic():
                # The first hook: the promise must not wait for the index.
                done: list[str] = []
                transaction.on_commit(lambda done=done: _promise(promises, *done))
                kind = chance.choices(["change", "add", "hide", "show", "delete"], [6, 2, 1, 1, 1])[
                    0
                ]
                if kind == "add" or len(known) < ITEMS // 2:
                    offer = Offer(summary="x")
                else:
                    offer = Offer.objects.get(pk=chance.choice(known))
                offer.title, offer.live = word, kind != "hide"
                offer.save()
                done += [str(offer.pk), word if kind not in ("hide", "delete") else GONE]
                if kind == "delete":
                    offer.delete()
            time.sleep(0.002)


def _promise(promises: TextIO, pk: str, word: str) -> None:
    """The line is whole or absent: one small write."""
    promises.write(f"{pk} {word}\n")
    promises.flush()


def _edit_in_haste(world: World, seed: str) -> None:
    """Does not wait for the rebuild beside it."""
    from search import outbox

    outbox.INLINE_WAIT_SECONDS = 0.01
    _edit(world, seed)


def _rebuild(world: World, seed: str) -> None:
    from search.engines import EngineUnavailableError, get_engine
    from search.rebuilding import rebuild

    while True:
        try:
            with get_engine().exclusive(1.0):
                rebuild(get_engine())
        except EngineUnavailableError:
            time.sleep(0.01)


WORKERS: dict[str, tuple[Callable[[World, str], None], ...]] = {
    "commits": (_edit,),
    "rebuilds": (_edit_in_haste, _rebuild),
}


# --- What must be true afterwards --------------------------------------------------------------------


def _judge(world: World) -> None:
    from search import outbox
    from search.engines import get_engine
    from search.models import Outbox
    from search.rebuilding import rebuild
    from search.verifying import verify

    left = Outbox.objects.count()
    outbox.drain()
    engine = get_engine()
    documents = list(engine.documents())
    twice = [key for key, times in Counter(d.id for d in documents).items() if times > 1]
    titles = {document.pk: document.titles["nl"] for document in documents}
    promised: dict[int, str] = {}
    lines = (world / "promises").read_text("utf-8").splitlines()
    for line in lines:
        pk, word = line.split()
        promised[int(pk)] = word
    lost = _lost(promised, titles)
    found = [str(difference) for difference in verify(engine)]
    print(f"{len(lines)} acknowledged changes of {len(promised)} items, {left} rows left over")
    print(f"lost {lost}, twice {twice}, different {found}, waiting {Outbox.objects.count()}")
    with engine.exclusive(1.0):
        rebuild(engine)
    generations = [path for path in (world / "index").iterdir() if path.is_dir()]
    print(f"{len(generations)} generations after one more rebuild")
    clean = len(generations) <= 2 and len(lines) >= KILLS
    if lost or twice or found or Outbox.objects.exists() or not clean:
        sys.exit(1)


def _lost(promised: dict[int, str], titles: dict[int, str]) -> list[str]:
    """Promises that the database or the index does not keep.

    Whoever was killed may have committed one more change than it could promise, of which
    the order of the words tells that it came later.
    """
    from initiatives.models import Offer

    stored = {offer.pk: offer.title for offer in Offer.objects.filter(live=True)}
    lost, ahead = [], 0
    for pk, word in promised.items():
        indexed, kept = titles.get(pk, GONE), stored.get(pk, GONE)
        if kept != word and (GONE in (kept, word) or _moment(kept) > _moment(word)):
            ahead += 1
            word = kept
        if indexed != word:
            lost.append(f"{pk}: promised {word}, stored {kept}, indexed {indexed}")
    return lost if ahead <= KILLS else [*lost, f"{ahead} items that nobody promised"]


def _moment(word: str) -> tuple[int, int]:
    _seed, worker, step = word.removeprefix("w").split("x")
    return int(worker), int(step)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
