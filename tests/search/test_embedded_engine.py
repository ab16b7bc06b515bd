"""What only the embedded engine has: files. The rest is in ``conformance/``."""

import pytest

from search.engines.base import EngineUnavailableError
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery
from tests.search.conftest import make_document


def test_a_damaged_index_is_unavailable_not_an_error(filled, tmp_path):
    engine = filled(make_document(1))
    for path in (tmp_path / "index").glob("*/*"):
        if path.name != "manifest.json":
            path.unlink()
    with pytest.raises(EngineUnavailableError):
        EmbeddedEngine(tmp_path / "index").search(SearchQuery())
    with pytest.raises(EngineUnavailableError):
        engine.search(SearchQuery())
