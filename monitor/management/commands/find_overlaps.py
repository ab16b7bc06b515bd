"""Looks for different items that serve the same people with the same form, place and time."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from monitor.overlap.due import compare_waiting
from monitor.overlap.indexing import describe_changed, forget_gone
from monitor.overlap.whole import compare_all

_SHOWN_EVERY = 0.2
_LOGGED_EVERY = 10.0
_BAR = 30


class Command(BaseCommand):
    """Safe to repeat and to stop: with --all the next run goes on where this one was."""

    help = (
        "Compare the items that changed since the last time; with --all every item, "
        "form by form. What was stopped goes on at the next call; --anew begins again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="compare the whole catalogue")
        parser.add_argument(
            "--anew", action="store_true", help="with --all: begin at the first form"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        if options["all"]:
            self._next = 0.0
            compare_all(self._show, anew=options["anew"])
            self.stdout.write(f"Everything compared in {time.monotonic() - started:.0f} s")
            return
        forget_gone()
        made = describe_changed()
        done = 0
        while some := compare_waiting(_AT_ONCE):
            done += some
        self.stdout.write(f"{made} items described, {done} compared")

    def _show(self, done: int, total: int) -> None:
        is_terminal = bool(self.stdout.isatty())
        now = time.monotonic()
        if now < self._next and done < total:
            return
        self._next = now + (_SHOWN_EVERY if is_terminal else _LOGGED_EVERY)
        filled = _BAR * done // total if total else _BAR
        bar = f"[{'#' * filled}{'.' * (_BAR - filled)}] {done:,} of {total:,} items"
        self.stdout.write(bar, ending="\r" if is_terminal and done < total else "\n")


_AT_ONCE = 300
