"""Keeps the search index right from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from search import outbox
from search.drift import differences
from search.engines import EngineUnavailableError, get_engine
from search.labels import vocabulary
from search.models import Outbox
from search.querystring import parse

WAIT_SECONDS = 120.0
DIFFERENCES_SHOWN = 200
LOGGED_EVERY = 10_000


class Command(BaseCommand):
    """drain, rebuild, verify or explain; each exits with an error when it could not."""

    help = "Bring the search index up to date, build it anew, or compare it with the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser(
            "drain", help="Apply the changes that wait; build the index first when it is unusable."
        )
        rebuild = actions.add_parser("rebuild", help="Build a new index, then switch to it.")
        rebuild.add_argument(
            "--if-needed",
            action="store_true",
            help="Only when there is no index, or another version of the program built it.",
        )
        actions.add_parser("verify", help="Name every difference between index and database.")
        explain = actions.add_parser("explain", help="Why an item stands where it stands.")
        explain.add_argument(
            "query", help="Words, or a query string such as 'q=ict&province=NL-FL'."
        )
        explain.add_argument("id", help="The item, for example offer:12.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, options["action"])(options)
        except EngineUnavailableError as fault:
            raise CommandError(str(fault)) from fault

    def drain(self, options: dict[str, Any]) -> None:
        applied = outbox.drain(wait=WAIT_SECONDS)
        self.stdout.write(f"{applied} changes applied to the search index.")
        parked = Outbox.objects.filter(attempts__gte=Outbox.MOST_ATTEMPTS)
        for row in parked:
            self.stderr.write(f"{row} could not be indexed: {row.last_error}")

    def rebuild(self, options: dict[str, Any]) -> None:
        engine = get_engine()
        if options["if_needed"] and not outbox.needs_rebuild(engine):
            self.stdout.write("The search index is up to date.")
            return
        with engine.exclusive(WAIT_SECONDS):
            count = outbox.rebuild(engine, self._progress)
        self.stdout.write(f"The search index is new: {count} documents.")

    def verify(self, options: dict[str, Any]) -> None:
        found = list(differences(get_engine(), self._progress))
        for difference in found[:DIFFERENCES_SHOWN]:
            self.stdout.write(str(difference))
        if waiting := Outbox.objects.count():
            self.stdout.write(f"{waiting} changes wait to be applied.")
        if found:
            raise CommandError(f"{len(found)} differences between search index and database.")
        self.stdout.write("The search index and the database are the same.")

    def explain(self, options: dict[str, Any]) -> None:
        typed = options["query"]
        data = QueryDict(typed if "=" in typed else "", mutable=True)
        if "=" not in typed:
            data["q"] = typed
        query = parse(data, vocabulary(), language="nl").query
        self.stdout.write(get_engine().explain(query, options["id"]))

    def _progress(self, count: int) -> None:
        """A line that counts on a terminal, now and then a line in a log."""
        if self.stderr.isatty():
            self.stderr.write(f"  {count:,} documents", ending="\r")
        elif count % LOGGED_EVERY == 0:
            self.stderr.write(f"  {count:,} documents")
