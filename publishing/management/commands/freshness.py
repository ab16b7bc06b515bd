"""Asks whether what the site says is still right, and steps down what nobody confirms."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from publishing.confirmation.addressees import addressees_of
from publishing.confirmation.due import due_steps
from publishing.confirmation.running import run
from publishing.models import FreshnessMail


class Command(BaseCommand):
    """`run_due` does the same once a day; this does it now, or only tells what it would do."""

    help = "Ask owners to confirm what was not confirmed for a year, and step down what nobody did."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Tell what would be done, and do nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self._tell()
        else:
            self.stdout.write(run() or "Nothing to do.")

    def _tell(self) -> None:
        """Numbers and steps only: addresses of people do not belong in a log."""
        count = 0
        for due in due_steps(timezone.localdate()):
            count += 1
            people = len(addressees_of(due.item))
            told = f"{people} to tell" if people else "nobody to ask, so nothing happens"
            self.stdout.write(
                f"{due.item.kind} {due.item.pk} {due.item.title}: "
                f"{due.step.value}, counted from {due.since.isoformat()}, {told}"
            )
        waiting = FreshnessMail.objects.waiting().count()
        self.stdout.write(f"{count} steps due, {waiting} mails waiting. Nothing was done.")
