"""The search engines behind one contract; ``SEARCH_URL`` says which one runs."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import (
    EngineBusyError,
    EngineUnavailableError,
    IndexUnusableError,
    SearchEngine,
)
from search.engines.embedded import EmbeddedEngine

__all__ = [
    "EngineBusyError",
    "EngineUnavailableError",
    "IndexUnusableError",
    "SearchEngine",
    "engine_for",
    "get_engine",
]


def get_engine() -> SearchEngine:
    """The engine of this installation."""
    return engine_for(settings.SEARCH_URL)


@cache
def engine_for(url: str) -> SearchEngine:
    """The engine at an address of the form of ``SEARCH_URL``; one object per process."""
    scheme, separator, rest = url.partition(":")
    if scheme == "embedded" and separator:
        # Three slashes give an absolute path, none one below the project.
        path = urlsplit(url).path if rest.startswith("//") else rest
        if path:
            return EmbeddedEngine(Path(settings.BASE_DIR, path))
    raise ImproperlyConfigured(
        "SEARCH_URL must be embedded:///path/to/a/folder; "
        f"there is no search engine for addresses that begin with {scheme}:"
    )
