from tests.people import as_user, people

__all__ = ["as_user", "people"]
