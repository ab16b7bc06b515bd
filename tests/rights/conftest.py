"""One world for all tests of this package."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.rights.everybody import World, make_world


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once, in one transaction that is undone after the package."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _without_an_index(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Other tests of this process may have left one, and what is ready would differ."""
    settings.SEARCH_URL = f"embedded://{tmp_path_factory.getbasetemp() / 'no-index'}"
