"""Asks the engine what an address asks for, and puts beside it what must be said."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from search import healing
from search.empty import Help, help_with
from search.engines import EngineUnavailableError, get_engine
from search.labels import Vocabulary, vocabulary
from search.listing import plain_listing
from search.query import SearchQuery
from search.querystring import DateFault, Notice, ParsedQuery, parse
from search.results import SearchResults
from taxonomy.localised import active_language

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What came back, and what must be said about it."""

    query: SearchQuery
    words: Vocabulary
    results: SearchResults
    notices: tuple[Notice, ...] = ()
    date_faults: Mapping[str, DateFault] = field(default_factory=dict)
    # Only when nothing was found.
    help: Help | None = None

    @property
    def is_degraded(self) -> bool:
        """Whether the database answered because the engine could not."""
        return self.results.generation is None


def read(data: QueryDict, kind: str | None) -> tuple[ParsedQuery, Vocabulary]:
    """The question in an address, with the words to read and to show it."""
    words = vocabulary()
    return parse(data, words, language=active_language(), kind=kind), words


def answer(data: QueryDict, kind: str | None, path: str) -> Answer:
    """The answer to an address; a plain list from the database when the engine is away."""
    return answer_to(*read(data, kind), path)


def answer_to(parsed: ParsedQuery, words: Vocabulary, path: str) -> Answer:
    """The answer to a question that was read before."""
    query, found_help = parsed.query, None
    try:
        engine = get_engine()
        results = engine.search(query)
        if not results.total:
            found_help = help_with(query, results, engine, words, path)
    except EngineUnavailableError as fault:
        return plain_answer(parsed, words, fault)
    return Answer(query, words, results, parsed.notices, parsed.date_faults, found_help)


def plain_answer(parsed: ParsedQuery, words: Vocabulary, fault: EngineUnavailableError) -> Answer:
    """What the database gives when the engine cannot answer, with a notice that says so."""
    logger.error("The search engine cannot answer: %s", fault)
    healing.notice(fault)
    query = parsed.query
    results = plain_listing(query, words)
    notices = (*parsed.notices, _unavailable(query))
    return Answer(query, words, results, notices, parsed.date_faults)


def _unavailable(query: SearchQuery) -> str:
    if query.is_filtered:
        return _(
            "Searching does not work at the moment. This is a plain list; "
            "your filters are kept in the address but do not count now."
        )
    return _("Searching does not work at the moment. This is a plain list.")
