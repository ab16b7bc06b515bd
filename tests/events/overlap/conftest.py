import pytest

from tests.events.overlap.planning import Country


@pytest.fixture
def country(db: None) -> Country:
    return Country()
