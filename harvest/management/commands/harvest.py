"""Reads partners' sources from the command line."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.text import capfirst

from harvest.claiming import BusyError
from harvest.models import Run, Source
from harvest.running import harvest_source

#: The words for what is counted, in the order in which they are told.
_WORDS = {
    "new": "new",
    "changed": "changed",
    "moved": "moved",
    "returned": "came back",
    "unchanged": "unchanged",
    "missing": "missing",
    "withdrawn": "withdrawn",
    "outside": "after the end of the feed",
    "past": "archived, being over",
    "over": "over already",
    "left_out": "left out",
    "private": "private",
    "waits": "locked here",
    "refused": "refused",
}

_FAILED = (Run.Outcome.FAILED, Run.Outcome.STOPPED, Run.Outcome.INTERRUPTED)
_STEP = 100


class Command(BaseCommand):
    """Sources are named by number or name; without any, those whose turn it is."""

    help = "Read partners' calendars: those given by number or name, else those that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", nargs="*", help="number or name of a source")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and store nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = _sources(options["source"])
        if not found:
            self.stdout.write("No calendar is due.")
        failed = [str(one) for one in found if not self._run(one, dry_run=options["dry_run"])]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}")

    def _run(self, source: Source, *, dry_run: bool) -> bool:
        self.stdout.write(f"{source.pk} {source}")
        if source.state == Source.State.OFF:
            self.stdout.write("  switched off")
            return True
        try:
            run = harvest_source(source, dry_run=dry_run, progress=self._progress)
        except BusyError:
            self.stdout.write("  It is being read already, or its server is.")
            return True
        except KeyError:
            self.stderr.write("  Nothing here can read this kind of calendar.")
            return False
        self._tell(run, dry_run=dry_run)
        return run.outcome not in _FAILED

    def _progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if done == total else "\r"
            self.stderr.write(f"  {done} / {total}", ending=end)
        elif done % _STEP == 0 or done == total:
            self.stdout.write(f"  {done} / {total}")

    def _tell(self, run: Run, *, dry_run: bool) -> None:
        with translation.override("en"):
            self._tell_in_words(run, dry_run=dry_run)

    def _tell_in_words(self, run: Run, *, dry_run: bool) -> None:
        outcome = capfirst(run.get_outcome_display())
        self.stdout.write(f"  {outcome}. {run.message}".rstrip())
        if counted := in_words(run):
            self.stdout.write(f"  {'This would happen: ' if dry_run else ''}{counted}")
        for one in run.refused:
            line = f"line {one['line']}" if one["line"] else "-"
            self.stdout.write(f"    {line}: {one['title']}: {one['reason']}")
        for note in run.notes:
            self.stdout.write(f"  {note}")


def in_words(run: Run) -> str:
    """What came of a run, as a list in words."""
    counts = run.counts
    return ", ".join(
        f"{counts[name]} {words}" for name, words in _WORDS.items() if counts.get(name)
    )


def _sources(names: list[str]) -> list[Source]:
    if not names:
        return list(Source.objects.due(timezone.now()))
    return [source for name in names for source in _called(name)]


def _called(name: str) -> list[Source]:
    if name.isascii() and name.isdigit():
        found = list(Source.objects.filter(pk=int(name)))
    else:
        found = [one for one in Source.objects.all() if one.name.casefold() == name.casefold()]
    if not found:
        raise CommandError(f"No calendar is called {name}.")
    return found
