"""An index of its own, and everybody who might want to see what is searched for."""

from tests.people import as_user, people
from tests.search.conftest import index

__all__ = ["as_user", "index", "people"]
