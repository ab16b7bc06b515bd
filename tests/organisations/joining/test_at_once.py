"""Two owners who leave at the same moment: one of them stays."""

import contextlib
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from organisations.joining.actions import leave as leaving
from organisations.joining.deciding import NotPossibleError
from organisations.models import Membership
from tests.factories import OrganisationFactory
from tests.organisations.joining.making import owner_of

#: For as long the first waits for the second to get as far as itself, which the lock forbids.
PATIENCE_SECONDS = 1


def connecting(folder: Path) -> Callable[[], None]:
    """What gives a thread a connection of its own to everything that was stored until now.

    The SQLite of the tests is in memory, where who comes second does not wait but is sent away;
    so there the threads get a copy in a file, which is how the site has it.
    """
    if connection.vendor != "sqlite":
        return lambda: None
    file = folder / "copy.sqlite3"
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
    in_file = connection.copy()
    in_file.settings_dict["NAME"] = str(file)

    def connect() -> None:
        connections["default"] = in_file.copy()

    return connect


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_leave_at_once_one_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    organisation = OrganisationFactory()
    places = [
        Membership.objects.get(user=owner_of(organisation), organisation=organisation)
        for _ in range(2)
    ]
    both_have_checked = threading.Barrier(2)
    check = leaving.check_owner_remains

    def check_and_wait(*args: Any, **kwargs: Any) -> None:
        check(*args, **kwargs)
        with contextlib.suppress(threading.BrokenBarrierError):
            both_have_checked.wait(PATIENCE_SECONDS)

    monkeypatch.setattr(leaving, "check_owner_remains", check_and_wait)

    connect = connecting(tmp_path)

    def leave(place: Membership) -> tuple[bool, int]:
        """Whether it was possible, and how many are left."""
        connect()
        with contextlib.closing(connection):
            try:
                leaving.leave(place)
            except NotPossibleError:
                return False, organisation.memberships.count()
            return True, organisation.memberships.count()

    with ThreadPoolExecutor(2) as pool:
        left = sorted(pool.map(leave, places))
    assert left == [(False, 1), (True, 1)]
