"""What several rooms' tests need."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction


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
