"""Whatever is typed is answered by every engine, and never understood as its own language."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from search.engines import SearchEngine
from search.query import SearchQuery
from search.querystring import MAX_TEXT, MAX_WORDS
from tests.search.conformance.conftest import ENGINES, make_place
from tests.search.conformance.records import DUTCH, Words
from tests.search.conftest import make_document

SYNTAX = (
    "status:draft",
    "*",
    "vou*",
    "[* TO *]",
    "/.*/",
    '"voucher',
    "a AND (b OR",
    "\\",
    "{}",
    "_",
)


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory) -> Iterator[SearchEngine]:
    for place in make_place(request.param, tmp_path_factory.mktemp("index") / "index"):
        engine = place.open(Words)
        engine.rebuild([make_document(1, "Voucher"), make_document(2, "Status van een concept")])
        yield engine


typed = st.text(max_size=MAX_TEXT) | st.lists(
    st.sampled_from((*SYNTAX, *DUTCH)), max_size=MAX_WORDS
).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed, st.text(max_size=120))
@example("leven lang leren " * 4, "")
@example("\0 \u202e \ufeff 👩‍💻", "\0")
@example('"', "*")
def test_anything_typed_and_anything_chosen_is_answered(engine, text, value):
    results = engine.search(SearchQuery(text=text, selected={"province": (value,)}))
    assert results.total == 0
    engine.search(SearchQuery(text=text, sort="title"))
    engine.suggest(text, "nl")


@pytest.mark.parametrize("text", SYNTAX)
def test_the_syntax_of_an_engine_means_nothing(engine, text):
    """No field, no wildcard, no range: what has words is asked for as words."""
    found = {hit.document.pk for hit in engine.search(SearchQuery(text=text)).hits}
    wanted = {"status:draft": {2}, "vou*": {1}, '"voucher': {1}}
    everything = {1, 2}
    assert found == wanted.get(text, everything if not any(map(str.isalnum, text)) else set())
