"""Search in the admin's own lists of pages, images and documents.

Wagtail's index for SQLite stumbles over a lone quote, and a long text makes every one of its
backends recurse until it breaks. There are few of these records, so plain comparison in the
database is fast enough, and a question is cut where nobody notices.
"""

from typing import Any

from wagtail.search.backends.database.fallback import DatabaseSearchBackend

LONGEST_QUESTION = 100
MOST_WORDS = 10


class PlainSearchBackend(DatabaseSearchBackend):
    """Compares in the database, and takes only the beginning of a long question."""

    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().search(_shortened(query), *args, **kwargs)

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        return super().autocomplete(_shortened(query), *args, **kwargs)


def _shortened(query: Any) -> Any:
    if not isinstance(query, str):
        return query
    return " ".join(query[:LONGEST_QUESTION].replace("\x00", " ").split()[:MOST_WORDS])


SearchBackend = PlainSearchBackend
