"""Tells whoever starts the program that the search index cannot be used as it is."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks

from search.engines import EngineUnavailableError, IndexUnusableError, get_engine


# With the checks of databases, which also ask something outside: not with every command.
@checks.register(checks.Tags.database)
def search_index_can_be_used(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """A new site has no index yet, and a cluster may be away: both are no reason to stop."""
    if not databases:
        return []
    try:
        if get_engine().stats().up_to_date:
            return []
        problem = "was built by another version of the program"
    except IndexUnusableError as fault:
        problem = f"cannot be used: {fault}"
    except EngineUnavailableError as fault:
        problem = f"does not answer: {fault}"
    return [
        checks.Warning(
            f"The search index {problem}.",
            hint="The site starts a rebuild by itself, or run `manage.py search_index rebuild`.",
            id="search.W001",
        )
    ]
