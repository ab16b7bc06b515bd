"""How many live items there are, as the search page counts them: the numbers on maps and pictures."""

import logging
from collections import Counter
from collections.abc import Mapping

from search import healing, registry
from search.engines import EngineUnavailableError, get_engine
from search.query import SearchQuery

logger = logging.getLogger(__name__)

Counts = Mapping[str, Mapping[str, int]]


def catalogue_counts() -> Counts:
    """Counts per facet and value over everything live.

    When the index cannot answer, only the kinds are counted, by the database: numbers that the
    search page would contradict are worse than none.
    """
    try:
        return get_engine().search(SearchQuery(per_page=1)).facets
    except EngineUnavailableError as fault:
        logger.warning("the index cannot answer, so pictures are shown without numbers")
        healing.notice(fault)
    kinds = {source.kind: source.live().count() for source in registry.sources()}
    return {"kind": kinds, "province": Counter(), "path": Counter()}
