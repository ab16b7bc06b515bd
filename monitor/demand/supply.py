"""What there is now for what was asked."""

import logging
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from monitor.demand.reading import DemandLine
from search import healing
from search.engines import EngineUnavailableError, get_engine
from search.labels import Vocabulary
from taxonomy.localised import active_language

logger = logging.getLogger(__name__)


def supply_of(line: DemandLine) -> int | None:
    """How much has all the words of a question now; None while the engine cannot answer."""
    try:
        return get_engine().search(replace(line.query, per_page=1)).with_all_words
    except EngineUnavailableError as fault:
        logger.warning("What there is for a question is not known: %s", fault)
        healing.notice(fault)
        return None


def search_url(line: DemandLine) -> str:
    """The search that answers a question now."""
    return line.query.url(reverse("search:search"))


def place_label(line: DemandLine, words: Vocabulary) -> str:
    """Where it was asked for, in words: what was chosen, or where a named place lies."""
    asked = {"region": line.query.values("region"), "province": line.provinces}
    names = [
        known[value].text(active_language())[0]
        for facet, values in asked.items()
        for value in values
        if value in (known := words.of(facet))
    ]
    return ", ".join(names) or _("no place chosen")
