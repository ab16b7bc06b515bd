"""How many live items there are, as the search page counts them: the numbers on maps and pictures."""

import logging
from collections.abc import Mapping

from search.engines import EngineUnavailableError, get_engine
from search.query import SearchQuery

logger = logging.getLogger(__name__)

Counts = Mapping[str, Mapping[str, int]]


def catalogue_counts() -> Counts | None:
    """Counts per facet and value over everything live; None when the index cannot answer.

    A page shows no numbers rather than numbers that the search page would contradict.
    """
    try:
        return get_engine().search(SearchQuery(per_page=1)).facets
    except EngineUnavailableError:
        logger.warning("the index cannot answer, so pictures are shown without numbers")
        return None
