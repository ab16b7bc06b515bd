"""The database of the site that is tried: its own, of the sort that the tests themselves use."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import quote

from django.db import connection

from bench.site import Site


class SiteDatabase:
    """Reads past the site what stands in its database."""

    def __init__(self, site: Site) -> None:
        self._file = site.folder / "vlechtwerk.sqlite3"
        self._url = site.environment.get("DATABASE_URL", "")

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with closing(self._connect()) as opened:
            return list(opened.execute(question).fetchall())

    def _connect(self) -> Any:
        if not self._url:
            return sqlite3.connect(self._file, timeout=20)
        import psycopg

        return psycopg.connect(self._url)


@contextmanager
def database_of(site: Site, unblocked: Any) -> Iterator[SiteDatabase]:
    """SQLite in the folder of the site; on PostgreSQL a database beside that of the tests."""
    if connection.vendor != "postgresql":
        yield SiteDatabase(site)
        return
    server = connection.settings_dict
    name = f"{server['NAME']}_at_once"
    site.environment["DATABASE_URL"] = (
        f"postgres://{quote(server['USER'])}:{quote(server['PASSWORD'])}"
        f"@{server['HOST'] or '127.0.0.1'}:{server['PORT'] or 5432}/{name}"
    )
    with unblocked():
        _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    try:
        yield SiteDatabase(site)
    finally:
        with unblocked():
            _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _run(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
