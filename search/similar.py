"""The items that look most like another one, for the foot of its page."""

import logging
from typing import Any

from django.utils.translation import gettext as _

from publishing.sections import Section
from search import healing
from search.cards import card_of_hit
from search.engines import EngineUnavailableError, get_engine
from search.labels import vocabulary
from search.query import SearchQuery
from taxonomy.localised import active_language

logger = logging.getLogger(__name__)

SHOWN = 4


def similar_items(item: Any) -> list[Section]:
    """One section, or none when the search engine cannot answer or knows nothing alike."""
    query = SearchQuery(language=active_language())
    try:
        hits = get_engine().similar(f"{item.kind}:{item.pk}", query.language, SHOWN)
    except EngineUnavailableError as fault:
        logger.warning("No similar items for %s:%s: %s", item.kind, item.pk, fault)
        healing.notice(fault)
        return []
    if not hits:
        return []
    words = vocabulary()
    cards = [card_of_hit(hit, query, words) for hit in hits]
    return [Section("similar", _("Similar items"), cards)]
