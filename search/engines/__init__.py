"""The search engines behind one contract; ``SEARCH_URL`` says which one runs."""

import os
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
from search.lexicon import site_lexicon

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
            return EmbeddedEngine(Path(settings.BASE_DIR, path), site_lexicon)
    if scheme in {"http", "https"} and separator:
        return _cluster(url)
    raise ImproperlyConfigured(
        "SEARCH_URL must be embedded:///path/to/a/folder or https://host:9200/prefix; "
        f"there is no search engine for addresses that begin with {scheme}:"
    )


def _cluster(url: str) -> SearchEngine:
    try:
        # Optional: most sites have no cluster.
        from search.engines.elasticsearch import ElasticsearchEngine
        from search.engines.elasticsearch_address import parse_address
    except ModuleNotFoundError as fault:
        raise ImproperlyConfigured(
            "SEARCH_URL names a cluster, for which a package is missing: "
            "pip install --require-hashes -r requirements/elasticsearch.txt"
        ) from fault
    return ElasticsearchEngine(parse_address(url), site_lexicon)


# Two processes must not share the connections to a cluster.
os.register_at_fork(after_in_child=engine_for.cache_clear)
