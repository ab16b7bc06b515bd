"""A database in which every migration ran, made once and copied from then on.

Running all of them takes twenty seconds of a processor, in every process of the tests and for every
site that tests start. `python -m tests.migrated` makes it ahead of them.
"""

import fcntl
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django
from django.db import connection

from bench.site import ROOT, environment, free_port
from portal.fingerprint import fingerprint

#: pytest keeps what it remembers here, and `--cache-clear` throws it away.
FOLDER = ROOT / ".pytest_cache" / "d" / "migrated"


def migrated_file() -> Path:
    """The SQLite database; to be copied, not written to."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{_state()}.sqlite3"
    with _alone("file"):
        if not file.exists():
            for old in FOLDER.glob("*.sqlite3"):
                old.unlink()
            begun = file.with_suffix(".begun")
            begun.unlink(missing_ok=True)
            _migrate(f"sqlite:///{begun}")
            begun.rename(file)
    return file


def copy_to(file: Path) -> None:
    """Let `file` be a copy of the SQLite database."""
    with closing(sqlite3.connect(file)) as copy:
        fill(copy)


def fill(copy: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(migrated_file())) as migrated:
        migrated.backup(copy)


def migrated_template(server: dict[str, Any], cursor: Any) -> str:
    """Name of the database on a PostgreSQL server, which others can be made from.

    `server` are the settings of a database there, `cursor` asks a database that is neither.
    """
    prefix = f"{server['NAME']}_migrated_"
    name = f"{prefix}{_state()[:12]}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _alone("template"):
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix])
        known = {row[0] for row in cursor.fetchall()}
        for old in known - {name}:
            cursor.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
        if name not in known:
            begun = f"{prefix}begun"
            cursor.execute(f'CREATE DATABASE "{begun}"')
            _migrate(address_of(server, begun))
            cursor.execute(f'ALTER DATABASE "{begun}" RENAME TO "{name}"')
    return name


def address_of(server: dict[str, Any], name: str) -> str:
    """The DATABASE_URL of a database on the PostgreSQL server with these settings."""
    who = f"{quote(server['USER'])}:{quote(server['PASSWORD'])}"
    return f"postgres://{who}@{server['HOST'] or '127.0.0.1'}:{server['PORT'] or 5432}/{name}"


def _state() -> str:
    """Differs when the migrations do, or what their packages bring."""
    return fingerprint([*sorted(ROOT.glob("*/migrations")), ROOT / "requirements" / "base.txt"])


def _migrate(address: str) -> None:
    # With the settings of a site that is served, whose cache is a table as well.
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "--verbosity=0"],
        cwd=ROOT,
        env=environment(FOLDER, free_port()) | {"DATABASE_URL": address},
        check=True,
    )


@contextmanager
def _alone(made: str) -> Iterator[None]:
    """While this process makes it, others wait."""
    with (FOLDER / f"{made}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> None:
    """Make it on the sort of database that DATABASE_URL names."""
    django.setup()
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            migrated_template(connection.settings_dict, cursor)
    else:
        migrated_file()


if __name__ == "__main__":
    main()
