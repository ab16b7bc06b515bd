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


@pytest.mark.parametrize("text", ["", "voucher"])
def test_what_cannot_be_asked_more_widely_is_asked_once(filled, monkeypatch, text):
    engine = filled(make_document(1, "Voucher"))
    asked = []
    find = EmbeddedEngine.find

    def counted(self, question, query):
        asked.append(question)
        return find(self, question, query)

    monkeypatch.setattr(EmbeddedEngine, "find", counted)
    assert engine.search(SearchQuery(text=text)).total == 1
    assert len(asked) == 1
