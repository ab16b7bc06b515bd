"""Prepares what every test run needs before Django reads it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A test never fails because the machine is busy.
settings.register_profile("site", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("site")


def pytest_configure(config: pytest.Config) -> None:
    # Workers of a parallel run start after this process has compiled everything.
    if not hasattr(config, "workerinput"):
        from portal.translations import compile_all

        root = Path(__file__).parent
        list(compile_all([root / "locale", root / "locale_libraries"]))


@pytest.fixture(autouse=True)
def _starts_in_dutch() -> Iterator[None]:
    """A request leaves its language behind, and the next test would begin with it."""
    from django.utils import translation

    with translation.override("nl"):
        yield
