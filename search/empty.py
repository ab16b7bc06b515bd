"""Helps somebody on who found nothing.

What to let go, the nearest things there are, and who knows the region.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.cards import card_of_hit
from search.engines import SearchEngine
from search.labels import Vocabulary
from search.panels import facet_name
from search.query import SearchQuery
from search.region_contacts import RegionContact, contacts_of
from search.results import Hit, SearchResults

# Each way out costs a search.
MOST_WAYS = 8
# Of a whole sentence no single word is the cause.
MOST_WORDS = 4
RELATIVES = 3


@dataclass(frozen=True)
class Help:
    """Links that do find something, some of what they find, and the pages of the regions."""

    ways: list[dict[str, Any]]
    relatives: list[dict[str, Any]]
    contacts: list[RegionContact]


@dataclass(frozen=True)
class _Way:
    label: str
    query: SearchQuery
    # What it finds still is about the words that were typed.
    related: bool = True


def help_with(
    query: SearchQuery, results: SearchResults, engine: SearchEngine, words: Vocabulary, path: str
) -> Help:
    """Everything that may help with a question that found nothing."""
    ways: list[dict[str, Any]] = []
    relatives: dict[str, Hit] = {}
    if results.suggestion:
        _collect(relatives, engine, replace(query, text=results.suggestion, page=1))
    for way in list(_alternatives(query))[:MOST_WAYS]:
        found = engine.search(replace(way.query, per_page=RELATIVES))
        if not found.total:
            continue
        ways.append(_link(way, found.total, path))
        if way.related:
            relatives.update((hit.document.id, hit) for hit in found.hits)
    return Help(
        ways=sorted(ways, key=lambda way: -way["count"]),
        relatives=[card_of_hit(hit, query, words) for hit in list(relatives.values())[:RELATIVES]],
        contacts=contacts_of(_regions(query, words)),
    )


def _collect(relatives: dict[str, Hit], engine: SearchEngine, query: SearchQuery) -> None:
    found = engine.search(replace(query, per_page=RELATIVES))
    relatives.update((hit.document.id, hit) for hit in found.hits)


def _link(way: _Way, total: int, path: str) -> dict[str, Any]:
    number = {"number": number_format(total, force_grouping=True)}
    results = ngettext("%(number)s result", "%(number)s results", total) % number
    return {"label": way.label, "count": total, "results": results, "url": way.query.url(path)}


def _alternatives(query: SearchQuery) -> Iterator[_Way]:
    first = query.with_page(1)
    for name in query.selected:
        label = _("Without the filter %(filter)s") % {"filter": facet_name(name)}
        yield _Way(label, first.without_facet(name))
    if not query.national:
        yield _Way(_("Together with what is national"), first.with_national(True))
    if query.date_from or query.date_to:
        yield _Way(_("On any date"), first.without_dates())
    words = list(dict.fromkeys(query.text.split()))
    if 1 < len(words) <= MOST_WORDS:
        for word in words:
            rest = " ".join(other for other in words if other != word)
            label = _("Without the word “%(word)s”") % {"word": word}
            yield _Way(label, replace(first, text=rest))
    if query.text and query.is_filtered:
        yield _Way(_("Without any filter"), first.without_filters())
        yield _Way(_("Without the words you typed"), first.without_text(), related=False)


def _regions(query: SearchQuery, words: Vocabulary) -> list[str]:
    chosen = [words.region_of_province.get(code, "") for code in query.values("province")]
    return [*(key for key in chosen if key), *query.values("region")]
