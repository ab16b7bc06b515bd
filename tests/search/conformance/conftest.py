"""Every engine the same tests: each runs once per engine, on an index of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from elasticsearch import Elasticsearch

from search.document import SearchDocument
from search.engines import SearchEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_address import parse_address
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery

ENGINES = ("embedded", "elasticsearch")
NO_SERVER = "no Elasticsearch: VLECHTWERK_TEST_ELASTICSEARCH names none"


@dataclass(frozen=True)
class Place:
    """Where an index lies. ``open`` gives an engine as another process would have it."""

    engine: str
    open: Callable[..., SearchEngine]
    generations: Callable[[], int]


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    yield from make_place(request.param, tmp_path / "index")


def make_place(engine: str, folder: Path) -> Iterator[Place]:
    """A place without an index, which is emptied afterwards."""
    if engine == "embedded":
        yield Place(engine, partial(EmbeddedEngine, folder), lambda: _folders(folder))
        return
    if not settings.TEST_ELASTICSEARCH:
        pytest.skip(NO_SERVER)
    prefix = f"conformance-{uuid4().hex[:12]}"
    address = parse_address(f"{settings.TEST_ELASTICSEARCH}/{prefix}")
    client = Elasticsearch(settings.TEST_ELASTICSEARCH, request_timeout=60)

    def generations() -> list[str]:
        return list(client.indices.get(index=f"{prefix}-2*"))

    try:
        yield Place(engine, partial(ElasticsearchEngine, address), lambda: len(generations()))
    finally:
        if left := generations():
            client.indices.delete(index=left)
        client.close()


def _folders(folder: Path) -> int:
    return len([path for path in folder.iterdir() if path.is_dir()])


@pytest.fixture
def engine(place: Place) -> SearchEngine:
    return place.open()


@pytest.fixture
def filled(engine: SearchEngine) -> Callable[..., SearchEngine]:
    """Fills the engine and gives it back: ``filled(document, document)``."""

    def fill(*documents: SearchDocument) -> SearchEngine:
        engine.rebuild(documents)
        return engine

    return fill


def found(engine: SearchEngine, text: str = "", **fields) -> list[int]:
    """The keys of the hits, in order."""
    results = engine.search(SearchQuery(text=text, **fields))
    return [hit.document.pk for hit in results.hits]
