"""The people of every test, and one of them at work."""

from typing import Any

import pytest
from django.test import Client

from tests.people import People, as_user, people

__all__ = ["as_user", "member", "people"]


@pytest.fixture
def member(people: People, as_user: Any) -> Client:
    return as_user(people.member)
