"""The filters of the coverage map, as those of search: panels, chips, and what goes along unseen."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.utils.translation import gettext as _

from monitor.coverage.axes import COUNTED_KINDS
from monitor.coverage.question import CURRENT, VALIDITY, CoverageQuestion
from search import healing
from search.engines import EngineUnavailableError, get_engine
from search.labels import Vocabulary
from search.panels import Panel, chips, panels
from search.query import SearchQuery

logger = logging.getLogger(__name__)

#: What the page has controls of its own for.
OWN_PARAMETERS = frozenset({"q", "national", "sort", "page", "per_page"})


@dataclass(frozen=True)
class MapQuery(SearchQuery):
    """The filters of a map: a ``SearchQuery`` that keeps rows, columns and day in its addresses."""

    question: CoverageQuestion = field(default_factory=CoverageQuestion, compare=False)

    def parameters(self) -> Iterator[tuple[str, str]]:
        yield from self.question.with_query(self.as_search()).parameters()

    def as_search(self) -> SearchQuery:
        """The same filters, as search asks for them."""
        return SearchQuery(**{part.name: getattr(self, part.name) for part in fields(SearchQuery)})


def map_query(question: CoverageQuestion) -> MapQuery:
    """The filters of a question. Kinds and validity that go without saying are no filters."""
    query = question.query
    if query.values("kind") == COUNTED_KINDS:
        query = query.without_facet("kind")
    if query.values(VALIDITY) == (CURRENT,):
        query = query.without_facet(VALIDITY)
    parts = {part.name: getattr(query, part.name) for part in fields(SearchQuery)}
    return MapQuery(**parts, question=question)


def chosen_chips(question: CoverageQuestion, words: Vocabulary, path: str) -> list[dict[str, Any]]:
    """What is chosen, each with the address of the same map without it."""
    query = map_query(question)
    found = chips(query, words, path)
    if query.text:
        url = query.without_text().url(path)
        found.insert(0, {"facet_label": _("Words"), "label": query.text, "remove_url": url})
    return found


def without_filters(question: CoverageQuestion, path: str) -> str:
    """The address of the same map of everything."""
    return replace(map_query(question).without_filters(), text="").url(path)


def map_panels(question: CoverageQuestion, words: Vocabulary) -> list[Panel]:
    """The panels of search, with the numbers of what is counted; none when search is away."""
    query = replace(question.search_query({}), page=1, per_page=1)
    try:
        counts = get_engine().search(query).facets
    except EngineUnavailableError as fault:
        logger.error("The search engine cannot answer: %s", fault)
        healing.notice(fault)
        return []
    found = [panel for panel in panels(query, dict(counts), words) if panel.name != VALIDITY]
    return [
        replace(panel, label=_("What is counted")) if panel.name == "kind" else panel
        for panel in found
    ]


def hidden_fields(question: CoverageQuestion, shown: list[Panel]) -> list[tuple[str, str]]:
    """What the form must send along because it has no control of its own on the page."""
    visible = {*OWN_PARAMETERS, *(panel.name for panel in shown)}
    query = map_query(question).as_search()
    return [pair for pair in query.parameters() if pair[0] not in visible]
