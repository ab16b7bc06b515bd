"""Brings the dates of events and the texts for subscribers up to date by hand."""

import time
from argparse import ArgumentParser
from types import TracebackType
from typing import Any, Self

from django.core.management.base import BaseCommand

from events.models import CalendarRevision
from events.upkeep import due_events, live_events, renew

# How often the line on a terminal is written anew, in seconds.
_SHOWN_EVERY = 0.2
_WIDTH = 30


class Command(BaseCommand):
    """What `run_due` does, or with ``--all`` for every event; safe to stop and to repeat."""

    help = (
        "Extend the dates of series to the horizon, and renew what subscribers are told. "
        "With --all: of all events, after a change of the horizon or of the site's address."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Of all events, not only what is due."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        events = live_events() if options["all"] else due_events()
        total = events.count()
        with _Bar(self.stdout, total) as bar:
            changed = renew(events, bar)
        CalendarRevision.tidy()
        self.stdout.write(f"{total:,} events looked at, {changed:,} changed.")


class _Bar:
    """A bar on a terminal; nothing in a log."""

    def __init__(self, out: Any, total: int) -> None:
        self._out = out
        self._total = total
        self._is_terminal = bool(out.isatty())
        self._next = 0.0

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int) -> None:
        if not self._is_terminal or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _SHOWN_EVERY
        share = min(done / self._total, 1.0) if self._total else 1.0
        bar = "#" * round(share * _WIDTH)
        self._out.write(f"  [{bar:<{_WIDTH}}] {done:,} of {self._total:,}", ending="\r")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._is_terminal:
            self._out.write(" " * (_WIDTH + 40), ending="\r")
