"""What is looked up to find doubles, made anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from publishing.duplicates.indexing import rebuild


class Command(BaseCommand):
    """Safe to repeat, and while people work."""

    help = "Make what doubles are found by anew from the items: needed after a bulk load."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["rebuild"])

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, done, count in rebuild():
            self.stdout.write(f"{kind}: {done} of {count}")
            self.stdout.flush()
