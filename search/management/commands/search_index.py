"""Keeps the search index right from the command line."""

import contextlib
import signal
import threading
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from search import outbox
from search.engines import EngineUnavailableError, get_engine
from search.labels import vocabulary
from search.models import Outbox
from search.progress import ProgressLine
from search.querystring import parse
from search.rebuilding import expected_size, needs_rebuild, rebuild
from search.status import status
from search.verifying import verify

WAIT_SECONDS = 120.0
DIFFERENCES_SHOWN = 200
# As a shell reports a command that was interrupted.
INTERRUPTED = 130


class Command(BaseCommand):
    """drain, rebuild, verify, explain, stats or retry; an error when it could not."""

    help = "Bring the search index up to date, build it anew, or compare it with the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser(
            "drain", help="Apply the changes that wait; build the index first when it is unusable."
        )
        anew = actions.add_parser("rebuild", help="Build a new index, then switch to it.")
        anew.add_argument(
            "--if-needed",
            action="store_true",
            help="Only when there is none, it is damaged, or another version built it.",
        )
        compare = actions.add_parser(
            "verify", help="Name every difference between index and database."
        )
        compare.add_argument("--repair", action="store_true", help="Also mend what differs.")
        explain = actions.add_parser("explain", help="Why an item stands where it stands.")
        explain.add_argument(
            "query", help="Words, or a query string such as 'q=ict&province=NL-FL'."
        )
        explain.add_argument("id", help="The item, for example offer:12.")
        actions.add_parser("stats", help="What the index holds and what waits for it.")
        again = actions.add_parser("retry", help="Try again what failed too often.")
        again.add_argument("ids", nargs="*", help="Only these, for example offer:12.")

    def handle(self, *args: Any, **options: Any) -> None:
        with stopped_by_sigterm():
            self._run(options)

    def _run(self, options: dict[str, Any]) -> None:
        try:
            getattr(self, options["action"])(options)
        except EngineUnavailableError as fault:
            raise CommandError(str(fault)) from fault
        except KeyboardInterrupt:
            raise CommandError(
                "Stopped. The search index is as it was; starting again is safe.",
                returncode=INTERRUPTED,
            ) from None

    def drain(self, options: dict[str, Any]) -> None:
        applied = outbox.drain(wait=WAIT_SECONDS)
        self.stdout.write(f"{applied} changes applied to the search index.")
        self._name_parked()

    def rebuild(self, options: dict[str, Any]) -> None:
        engine = get_engine()
        with engine.exclusive(WAIT_SECONDS):
            # Asked under the lock: somebody else may just have built it.
            if options["if_needed"] and not needs_rebuild(engine, closely=True):
                self.stdout.write("The search index is up to date.")
                return
            with ProgressLine(self.stderr, expected_size()) as progress:
                count = rebuild(engine, progress)
        self.stdout.write(f"The search index is new: {count} documents.")
        # What changed meanwhile; nobody could apply it while this held the lock.
        outbox.drain(wait=WAIT_SECONDS)
        self._name_parked()

    def verify(self, options: dict[str, Any]) -> None:
        with ProgressLine(self.stderr, expected_size()) as progress:
            found = verify(get_engine(), progress, repair=options["repair"])
        for difference in found[:DIFFERENCES_SHOWN]:
            self.stdout.write(str(difference))
        if waiting := Outbox.objects.count():
            self.stdout.write(f"{waiting} changes wait to be applied.")
        if found and options["repair"]:
            outbox.drain(wait=WAIT_SECONDS)
            self.stdout.write(f"{len(found)} differences were mended; verify again to be sure.")
        elif found:
            raise CommandError(f"{len(found)} differences between search index and database.")
        else:
            self.stdout.write("The search index and the database are the same.")

    def explain(self, options: dict[str, Any]) -> None:
        typed = options["query"]
        data = QueryDict(typed if "=" in typed else "", mutable=True)
        if "=" not in typed:
            data["q"] = typed
        query = parse(data, vocabulary(), language="nl").query
        self.stdout.write(get_engine().explain(query, options["id"]))

    def stats(self, options: dict[str, Any]) -> None:
        now = status()
        facts: dict[str, object] = {"engine": now.engine}
        if now.stats:
            facts |= {
                "documents": now.stats.documents,
                "generation": now.stats.generation,
                "built": now.stats.built,
                "fingerprint": now.stats.fingerprint,
                "up to date": "yes" if now.stats.up_to_date else "no, another version built it",
            }
        else:
            facts["problem"] = now.problem
        facts |= {
            "changes waiting": now.queue.waiting,
            "oldest waits (seconds)": int(now.queue.oldest.total_seconds()),
            "changes parked": now.queue.parked,
            "calendar applied until": now.state.day or "never",
            "verified": now.state.verified_at or "never",
            "differences found": now.state.differences,
        }
        for name, value in facts.items():
            self.stdout.write(f"{name + ':':24}{value}")
        self._name_parked()

    def retry(self, options: dict[str, Any]) -> None:
        parked = Outbox.objects.parked()
        wanted = set(options["ids"])
        keys = [row.pk for row in parked if not wanted or str(row) in wanted]
        count = outbox.retry(keys)
        applied = outbox.drain(wait=WAIT_SECONDS)
        self.stdout.write(f"{count} parked changes tried again; {applied} changes applied.")

    def _name_parked(self) -> None:
        for row in Outbox.objects.parked():
            self.stderr.write(f"{row} could not be indexed: {row.last_error}")


@contextlib.contextmanager
def stopped_by_sigterm() -> Iterator[None]:
    """Being told to stop ends a rebuild as Ctrl-C does: the half index is taken away."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(*_signal: Any) -> NoReturn:
    raise KeyboardInterrupt
