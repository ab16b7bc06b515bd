"""Prepares a site with the launch content and serves it; `make run` is this command."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.urls import reverse

from portal.fingerprint import fingerprint
from portal.launching.example_days import Remembered
from portal.translations import compile_all


def _index_exists() -> bool:
    """Whether the embedded index was built; a cluster is asked nothing here."""
    address = urlsplit(settings.SEARCH_URL)
    return address.scheme != "embedded" or Path(address.path).exists()


class Command(BaseCommand):
    help = "Prepare the database, launch content and search index where needed, then serve."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="prepare only")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "demo_site prints passwords on the screen, so it only runs with "
                "VLECHTWERK_DEMO=true (`make run` sets it)."
            )
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self._compile_translations()
        self._prepare()
        if options["no_serve"]:
            return
        self._print_addresses()
        self._serve()

    def _compile_translations(self) -> None:
        """Starts over when there was anything to compile.

        Django reads translations once, and addresses hold translated words: this process would
        write English addresses into Dutch content and into the index.
        """
        if list(compile_all(Path(folder) for folder in settings.LOCALE_PATHS)):
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - our own command

    def _prepare(self) -> None:
        """Each step runs when what it depends on changed since it last succeeded, so that a
        second start takes seconds. Deleting var/prepared/ repeats them all; nothing is lost."""
        base, lock = settings.BASE_DIR, settings.BASE_DIR / "requirements" / "base.txt"
        database_is_new = "django_migrations" not in connection.introspection.table_names()
        self._step(
            "Collecting style sheets, scripts and pictures",
            "static",
            [base / "static", base / "portal" / "stylesheet.py", lock],
            lambda: call_command("collectstatic", interactive=False, verbosity=0),
            needed=not (settings.STATIC_ROOT / "staticfiles.json").exists(),
        )
        self._step(
            "Preparing the database",
            "database",
            [*(base / room / "migrations" for room in settings.ROOMS), lock],
            lambda: call_command("migrate", interactive=False, verbosity=0),
            needed=database_is_new,
        )
        self._step(
            "Making the search index",
            "index",
            [base / "search", lock],
            lambda: call_command("search_index", "rebuild", stdout=self.stdout),
            needed=database_is_new or not _index_exists(),
        )
        self._step(
            "Loading the launch content",
            "content",
            [base / "portal" / "launch_content"],
            lambda: call_command("load_launch_content", stdout=self.stdout),
            needed=database_is_new or Remembered.read().wait_to_move(),
        )
        # Whatever was written since, by the loader or by a process that was stopped.
        call_command("search_index", "drain", stdout=self.stdout)
        # On a site for trying nothing runs every five minutes; of what did not change nothing is done.
        call_command("find_overlaps", stdout=self.stdout)

    def _step(
        self, title: str, name: str, sources: list[Path], run: Callable[[], object], *, needed: bool
    ) -> None:
        """Run a step if needed or if its sources changed since it last succeeded."""
        stamp = settings.VAR_DIR / "prepared" / name
        current = fingerprint(sources)
        if not needed and stamp.exists() and stamp.read_text(encoding="utf-8") == current:
            return
        self.stdout.write(f"{title} ...")
        self.stdout.flush()
        started = time.monotonic()
        run()
        self.stdout.write(f"  done in {time.monotonic() - started:.1f} s")
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(current, encoding="utf-8")

    def _print_addresses(self) -> None:
        self.stdout.write("")
        self.stdout.write(self.style.SUCCESS(f"{settings.SITE_NAME} runs at {settings.BASE_URL}/"))
        self.stdout.write(f"  English     {settings.BASE_URL}/en/")
        self.stdout.write(f"  Log in      {settings.BASE_URL}{reverse('account_login')}")
        self.stdout.write(f"  Curators    {settings.BASE_URL}{reverse('wagtailadmin_home')}")
        self.stdout.write("")
        call_command("demo_logins", stdout=self.stdout)
        self.stdout.write("")
        self.stdout.write("Stop with Ctrl+C. Everything is kept in var/ for the next start.")
        self.stdout.flush()

    def _serve(self) -> None:
        """Becomes the web server, so that Ctrl+C and signals reach it directly."""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "portal.wsgi",
            f"--bind={settings.LISTEN}:{settings.PORT}",
            "--workers=2",
            "--threads=4",
            "--log-level=warning",
        ]
        os.execv(sys.executable, command)  # noqa: S606 - no shell, nothing from outside
