"""What several rooms' tests need."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tests.migrated import fill, migrated_template


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any
) -> Iterator[None]:
    """Every process begins with a copy of a database in which all migrations ran already."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            name = migrated_template(connection.settings_dict, cursor)
        connection.settings_dict["TEST"]["TEMPLATE"] = name
        yield
        return
    # In memory; it is there as long as somebody has it open.
    name = connection.creation._get_test_db_name()
    with closing(sqlite3.connect(name, uri=True)) as copy:
        fill(copy)
        yield


@pytest.fixture(scope="module")
def launch_content(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The content that ships with the project; gives what was printed.

    Everything in one transaction that is undone after the module.
    """
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_launch_content", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)
