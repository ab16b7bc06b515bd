"""Fills the catalogue with generated items, or takes them away again."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper

from portal.bulk_content import MissingTermsError, generate, remove_all

BAR_WIDTH = 40


class ProgressBar:
    """A bar that grows in place on a terminal, and a line for each tenth in a log."""

    def __init__(self, out: OutputWrapper, total: int) -> None:
        self._out, self._total, self._tenths = out, total, 0

    def __call__(self, done: int) -> None:
        if self._out.isatty():
            filled = BAR_WIDTH * done // self._total
            bar = "#" * filled + "." * (BAR_WIDTH - filled)
            ending = "" if done < self._total else "\n"
            self._out.write(f"\r  [{bar}] {done:,} items", ending=ending)
            self._out.flush()
        elif done * 10 // self._total > self._tenths:
            self._tenths = done * 10 // self._total
            self._out.write(f"  {done:,} of {self._total:,} items")


class Command(BaseCommand):
    help = (
        "Add generated organisations, initiatives, practices, offers and events, for measuring and trying "
        "out. They are public like all others; --clear takes away exactly them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int, nargs="?", default=0, help="how many items to add")
        parser.add_argument(
            "--events", type=int, default=0, help="how many events to add, of about four dates each"
        )
        parser.add_argument("--seed", type=int, default=1, help="another seed, other items")
        parser.add_argument(
            "--clear", action="store_true", help="first take away what was generated before"
        )
        parser.add_argument("--index", action="store_true", help="rebuild the search index as well")

    def handle(self, *args: Any, **options: Any) -> None:
        count, events = options["count"], options["events"]
        if count < 0 or events < 0 or not (count or events or options["clear"]):
            raise CommandError("Say how many items to add, or give --clear to remove them.")
        if options["clear"]:
            self.stdout.write(f"Removed {remove_all():,} generated items.")
        if count or events:
            self._generate(count, events, options["seed"])
        if options["index"]:
            call_command("search_index", "rebuild", stdout=self.stdout)
        else:
            self.stdout.write(
                "The search index does not know yet: run `manage.py search_index rebuild`."
            )

    def _generate(self, count: int, events: int, seed: int) -> None:
        started = time.monotonic()
        progress = ProgressBar(self.stdout, count + events)
        try:
            made = generate(count, events=events, seed=seed, progress=progress)
        except MissingTermsError as missing:
            raise CommandError(f"{missing} Run `manage.py load_launch_content` first.") from None
        numbers = ", ".join(f"{number:,} {kind}s" for kind, number in made.items())
        self.stdout.write(f"Made {numbers} in {time.monotonic() - started:.1f} s.")
