"""What is looked up to find doubles, made anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from publishing.duplicates.indexing import rebuild
from publishing.duplicates.suspecting import suspect


class Command(BaseCommand):
    """Safe to repeat, and while people work."""

    help = (
        "rebuild: make what doubles are found by anew from the items, needed after a bulk load; "
        "compare: look for pairs of all items at once instead of a part with every run_due."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["rebuild", "compare"])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "compare":
            self._compare()
            return
        for kind, done, count in rebuild():
            self.stdout.write(f"{kind}: {done} of {count}")
            self.stdout.flush()

    def _compare(self) -> None:
        done = 0
        while some := suspect():
            done += some
            self.stdout.write(f"{done} items compared")
            self.stdout.flush()
