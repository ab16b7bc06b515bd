"""Two owners who leave at the same moment: one of them stays."""

import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from organisations.joining.actions import leave as leaving
from organisations.joining.deciding import NotPossibleError
from organisations.models import Membership
from tests.factories import OrganisationFactory
from tests.organisations.joining.making import owner_of

#: For as long the first waits for the second to get as far as itself, which the lock forbids.
PATIENCE_SECONDS = 1


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_who_leave_at_once_one_stays(monkeypatch: pytest.MonkeyPatch):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets only one transaction write, and its test database has one thread")
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

    def leave(place: Membership) -> bool:
        try:
            leaving.leave(place)
        except NotPossibleError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        left = sorted(pool.map(leave, places))
    assert left == [False, True]
    assert organisation.memberships.count() == 1
