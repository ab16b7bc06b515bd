"""The trial run of a feed without a source: what would come in, and what would not."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from events.harvest.preview.asking import asked_for, window_of
from events.harvest.preview.report import report_of
from events.harvest.preview.table import table


class Command(BaseCommand):
    """Reads a file or an address and tells what is in it. Stores nothing, needs no database."""

    help = (
        "Show what a calendar file or address holds: the series with their dates in a stretch of "
        "days, and what is refused and why. Stores nothing. Starts and ends have their offset to "
        "UTC; of something that lasts all day they are dates, and the end is the day after the "
        "last one (exclusive, as in RFC 5545). A date counts when it touches one of the days."
    )
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", metavar="FILE-or-ADDRESS")
        parser.add_argument(
            "--from", dest="first", metavar="DATE", help="First day, like 2026-01-31."
        )
        parser.add_argument("--to", dest="last", metavar="DATE", help="Last day, included.")
        parser.add_argument(
            "--zone", help="Zone of the days, and of times that name none, like Europe/Amsterdam."
        )
        parser.add_argument(
            "--json", action="store_true", help="As JSON; then the command always succeeds."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        window = window_of(options["first"], options["last"], options["zone"])
        asked = asked_for(options["place"])
        report = report_of(asked, window)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        for line in table(report):
            self.stdout.write(line)
        if report["fault"]:
            self.stderr.write(report["fault"])
