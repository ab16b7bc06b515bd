"""The fixtures of search: what is counted here is what search finds."""

from tests.search.conftest import clock, committed, index

__all__ = ["clock", "committed", "index"]
