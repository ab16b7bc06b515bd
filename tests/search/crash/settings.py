"""The test settings on files: several processes share the database and the index."""

import os
from pathlib import Path
from typing import Any

from portal.settings.database import connection_settings
from portal.settings.test import *  # noqa: F403

WORLD = Path(os.environ["CRASH_WORLD"])
DATABASES = {"default": connection_settings(f"sqlite:///{WORLD / 'world.sqlite3'}")}
SEARCH_URL = f"embedded://{WORLD / 'index'}"
SEARCH_HEALS_ITSELF = True
VAR_DIR = WORLD


class _NoMigrations(dict[str, Any]):
    """Tables straight from the models: what the migrations do is tested elsewhere."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = _NoMigrations()
