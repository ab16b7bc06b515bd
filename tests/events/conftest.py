"""Who works on the calendar, and who would like to."""

from tests.people import as_user, people

__all__ = ["as_user", "people"]
