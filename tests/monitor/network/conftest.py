"""An index of its own."""

from tests.search.conftest import index

__all__ = ["index"]
