"""An engine of the site, asked as the search page asks it; `SEARCH_URL` says which one."""

from collections.abc import Iterable

from bench.engines.answer import Answer
from bench.engines.questions import Asked
from search.document import SearchDocument
from search.engines import engine_for, get_engine
from search.query import SearchQuery


class ContractCandidate:
    """Words are read with the site's own synonyms and places."""

    def __init__(self) -> None:
        self.engine = get_engine()

    def build(self, documents: Iterable[SearchDocument], count: int) -> None:
        self.engine.rebuild(documents)

    def forget(self) -> None:
        """A new engine, as a new web process has it."""
        engine_for.cache_clear()
        self.engine = get_engine()

    def ask(self, asked: Asked) -> Answer:
        found = self.engine.search(SearchQuery(text=asked.text, selected=asked.filters))
        return Answer(found.total, found.facets, [hit.fragment for hit in found.hits])

    def edit(self, changed: SearchDocument) -> None:
        self.engine.index([changed])

    def drop(self) -> None:
        """Nothing but what is in the folder."""
