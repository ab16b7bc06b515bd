"""A practice of which a region is preparing the adoption, and somebody who follows it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from initiatives.models import Following
from tests.initiatives.adoption.conftest import practice
from tests.people import as_user, people

__all__ = ["as_user", "people", "practice"]


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """The limits of how often one may ask are counted in the cache, which tests share."""
    cache.clear()


@pytest.fixture
def following(practice: Any) -> Following:
    """A visitor who confirmed an address a week ago."""
    week_ago = timezone.now() - timedelta(days=7)
    row = Following.objects.create(
        practice=practice, email="lezer@example.org", confirmed_at=week_ago
    )
    Following.objects.update(created_at=week_ago)
    return row
