"""Makes and prints the log-ins of a demonstration site."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management.base import BaseCommand, CommandError

from portal.demo_accounts import ensure_demo_accounts, passwords_path


class Command(BaseCommand):
    help = "Make the log-ins of a demonstration site, if they are not there yet, and print them."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demo log-ins are only for a demonstration site: set VLECHTWERK_DEMO=true there."
            )
        try:
            accounts = ensure_demo_accounts()
        except ObjectDoesNotExist as error:
            raise CommandError(
                f"{error} Load the launch content first: manage.py load_launch_content."
            ) from None
        self.stdout.write("Demo log-ins (passwords made at random on the first run):")
        for account in accounts:
            self.stdout.write(f"  {account.email:24}{account.password:22}{account.role}")
        if not settings.SECOND_FACTOR_REQUIRED:
            self.stdout.write("Nobody needs a second step here; on a real site curators do.")
        self.stdout.write(
            f"They are kept in {passwords_path()}; a password you change stays yours."
        )
