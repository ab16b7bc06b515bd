"""The database of the site that is tried: its own, of the sort that the tests themselves use."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from django.db import connection

from bench.site import Site
from tests.migrated import address_of, copy_to

FILE = "vlechtwerk.sqlite3"


class SiteDatabase:
    """Reads past the site what stands in its database."""

    def __init__(self, site: Site) -> None:
        self._file = site.folder / FILE
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
    """With all tables: SQLite in the folder of the site, or a database beside that of the tests."""
    if connection.vendor != "postgresql":
        copy_to(site.folder / FILE)
        yield SiteDatabase(site)
        return
    server = connection.settings_dict
    name = f"{server['NAME']}_at_once"
    site.environment["DATABASE_URL"] = address_of(server, name)
    template = server["TEST"]["TEMPLATE"]
    with unblocked():
        _run(
            f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
            f'CREATE DATABASE "{name}" TEMPLATE "{template}"',
        )
    try:
        yield SiteDatabase(site)
    finally:
        with unblocked():
            _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _run(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
