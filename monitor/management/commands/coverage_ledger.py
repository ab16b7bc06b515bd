"""Keeps what the coverage map is counted from right from the command line."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from monitor.ledger.checking import leave_out, rebuild, verify
from search.catalogue import all_documents
from search.engines import EngineUnavailableError, get_engine

DIFFERENCES_SHOWN = 200


class Command(BaseCommand):
    """verify or rebuild; an error when something differs or could not be done."""

    help = "Compare what the coverage map is counted from with the database, or bring it in line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("verify", help="Name every item that is not counted as it should be.")
        actions.add_parser(
            "rebuild",
            help="Bring every item in line with the database; past days stay as they are.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, options["action"])()
        except EngineUnavailableError as fault:
            raise CommandError(str(fault)) from fault

    def verify(self) -> None:
        found = verify(get_engine(), all_documents(leave_out))
        for difference in found[:DIFFERENCES_SHOWN]:
            self.stdout.write(str(difference))
        if found:
            raise CommandError(f"{len(found)} items are not counted as they should be.")
        self.stdout.write("Every item is counted as it should be.")

    def rebuild(self) -> None:
        written = rebuild(get_engine())
        self.stdout.write(f"The ledger is in line with the database: {written} rows written.")
