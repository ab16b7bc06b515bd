"""Loads the content an installation starts with."""

from argparse import BooleanOptionalAction
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper

from portal.launching.faults import LaunchContentError
from portal.launching.loading import load_launch_content

#: More faults than this are counted, not listed: most follow from the first ones.
FAULTS_SHOWN = 50
BAR_WIDTH = 30


class PrintedProgress:
    """A line for each kind of record; on a terminal a bar that grows in place."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._on_terminal = out.isatty()
        self._name, self._total, self._done = "", 0, 0

    def start(self, name: str, total: int) -> None:
        self._name, self._total, self._done = name, total, 0
        self._draw()

    def advance(self) -> None:
        self._done += 1
        if self._on_terminal and self._done % max(1, self._total // BAR_WIDTH) == 0:
            self._draw()

    def finish(self) -> None:
        if self._on_terminal:
            self._draw()
            self._out.write("")
        else:
            self._out.write(f"  {self._name:20}{self._total:>6}")

    def _draw(self) -> None:
        if self._on_terminal:
            filled = BAR_WIDTH * self._done // max(1, self._total)
            bar = "#" * filled + "." * (BAR_WIDTH - filled)
            self._out.write(f"\r  {self._name:20}[{bar}] {self._done}/{self._total}", ending="")
            self._out.flush()


class SilentProgress:
    """For --verbosity 0."""

    def start(self, name: str, total: int) -> None: ...

    def advance(self) -> None: ...

    def finish(self) -> None: ...


class Command(BaseCommand):
    help = (
        "Load launch content: terms, organisations, initiatives, offers, practices, events and "
        "pages. "
        "Can be run again: what a curator changed since stays. A fault stops it; then nothing is "
        "loaded. See docs/launch-content.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="do everything, tell it, and undo it"
        )
        parser.add_argument(
            "--examples",
            action=BooleanOptionalAction,
            default=settings.DEMO,
            help="example events ahead of today (with VLECHTWERK_DEMO=true unless told otherwise)",
        )
        parser.add_argument(
            "--path",
            type=Path,
            default=settings.BASE_DIR / "portal" / "launch_content",
            help="a folder with files in the same format",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        verbosity = options["verbosity"]
        progress = PrintedProgress(self.stdout) if verbosity else SilentProgress()
        try:
            report = load_launch_content(
                options["path"],
                progress,
                dry_run=options["dry_run"],
                examples=options["examples"],
            )
        except LaunchContentError as error:
            self._print_faults(error)
            raise CommandError(
                f"Nothing was loaded: {len(error.faults)} "
                f"{'fault' if len(error.faults) == 1 else 'faults'} in {options['path']}."
            ) from None
        if not verbosity:
            return
        if options["dry_run"] or verbosity > 1:
            for line in report.details:
                self.stdout.write(f"  {line}")
        for note in report.notes:
            self.stdout.write(self.style.WARNING(f"  {note}"))
        for line in report.table():
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("This was a dry run: nothing was changed.")

    def _print_faults(self, error: LaunchContentError) -> None:
        for fault in error.faults[:FAULTS_SHOWN]:
            self.stderr.write(str(fault))
        more = len(error.faults) - FAULTS_SHOWN
        if more > 0:
            self.stderr.write(f"... and {more} more.")
