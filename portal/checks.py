"""Checks of an installation that Django does not do itself."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

# Until this version two connections that write and checkpoint at once could, rarely, damage a
# database in WAL mode.
SAFE_SQLITE = (3, 51, 3)


@checks.register(checks.Tags.translation)
def translations_are_compiled(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Addresses hold translated words, so without them content would be stored with wrong links."""
    sources = (
        source
        for folder in settings.LOCALE_PATHS
        for source in Path(folder).glob("*/LC_MESSAGES/*.po")
    )
    return [
        checks.Error(
            f"The translations in {source.relative_to(settings.BASE_DIR)} are not compiled.",
            hint="Run `manage.py compile_translations`.",
            id="portal.E001",
        )
        for source in sources
        if not source.with_suffix(".mo").exists()
    ]


@checks.register(checks.Tags.database, deploy=True)
def sqlite_is_safe_for_several_processes(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    uses_sqlite = settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
    if not uses_sqlite or sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return []
    return [
        checks.Warning(
            f"SQLite {sqlite3.sqlite_version} has a fault that can damage a database which several "
            "processes write to.",
            hint="Use PostgreSQL (DATABASE_URL=postgres://...), or SQLite 3.51.3 or later.",
            id="portal.W001",
        )
    ]
