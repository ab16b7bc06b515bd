"""From DATABASE_URL to Django's connection settings."""

from typing import Any

import dj_database_url

# Measured with 32 writers: without IMMEDIATE a read that turns into a write fails at once with
# "database is locked"; with it writers queue for at most `timeout` seconds and nothing is lost.
# Memory-mapped I/O stays off: together with the WAL-reset fault of SQLite before 3.51.3 it has
# damaged databases.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA foreign_keys=ON; PRAGMA mmap_size=0"
    ),
}
CONNECTION_SECONDS = 60


def connection_settings(url: str) -> dict[str, Any]:
    """Settings of one database; SQLite gets the options that make concurrent writers safe."""
    connection: dict[str, Any] = dict(
        dj_database_url.parse(url, conn_max_age=CONNECTION_SECONDS, conn_health_checks=True)
    )
    if connection["ENGINE"] == "django.db.backends.sqlite3":
        connection["OPTIONS"] = {**connection.get("OPTIONS", {}), **SQLITE_OPTIONS}
    return connection
