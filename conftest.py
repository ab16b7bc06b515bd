"""Prepares what every test run needs before Django reads it."""

from pathlib import Path

import pytest


def pytest_configure(config: pytest.Config) -> None:
    # Workers of a parallel run start after this process has compiled everything.
    if not hasattr(config, "workerinput"):
        from portal.translations import compile_all

        root = Path(__file__).parent
        list(compile_all([root / "locale", root / "locale_libraries"]))
