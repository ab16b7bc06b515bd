"""Seals the addresses of all sources anew, after `SECRET_KEY` was replaced."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from harvest.models import Source
from harvest.secret_addresses import UnreadableAddress


class Command(BaseCommand):
    help = (
        "Seal the addresses of all sources with the secret key of now. Afterwards earlier keys "
        "may be taken out of VLECHTWERK_SECRET_KEY_FALLBACKS."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when there are addresses that no key opens."""
        done = lost = 0
        for source in Source.objects.only("address").order_by("pk").iterator():
            if isinstance(source.address, UnreadableAddress):
                lost += 1
                continue
            # Not `save()`: nothing of the source changed, and nobody needs to be told.
            Source.objects.filter(pk=source.pk).update(address=source.address)
            done += 1
        self.stdout.write(f"{done} addresses sealed with the secret key of now.")
        if lost:
            raise CommandError(
                f"{lost} addresses cannot be opened with any key in the settings; they were left "
                "as they are."
            )
