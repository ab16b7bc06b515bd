"""Compiles locale/*/LC_MESSAGES/*.po without needing gettext on the machine."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.translations import compile_all


class Command(BaseCommand):
    help = "Compile the translations that changed since they were last compiled."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        for path in compile_all(Path(folder) for folder in settings.LOCALE_PATHS):
            self.stdout.write(f"compiled {path.relative_to(settings.BASE_DIR)}")
