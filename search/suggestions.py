"""What to offer somebody who is typing: places, terms, titles and organisations.

Terms and places come from memory and titles from the index: one small query of the
database per request, however large the catalogue.
"""

import logging
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from search import healing
from search.analysis import clean
from search.analysis.normalise import fold
from search.cards import kind_label
from search.engines import EngineUnavailableError, get_engine
from search.facets import FACETS, FACETS_BY_NAME
from search.labels import Vocabulary, vocabulary
from search.places import places_beginning_with
from search.query import SearchQuery
from search.querystring import MAX_TEXT

logger = logging.getLogger(__name__)

MOST = 8
MOST_PLACES = 2
MOST_TERMS = 4
# One letter begins nearly everything.
SHORTEST = 2
# How well a suggestion fits: its name begins like this, another name of it, or a word inside.
BEGINS, ALSO_CALLED, INSIDE = range(3)


@dataclass(frozen=True)
class Line:
    """One line under the field; ``kind`` says in words what it leads to."""

    label: str
    kind: str
    url: str
    # The language of the label, when it is not that of the page.
    lang: str = ""
    fit: int = BEGINS


@dataclass(frozen=True)
class _Entry:
    """A spelling under which a term can be found."""

    spelling: str
    fit: int
    facet: str
    value: str
    # The other name that was typed, shown beside the label.
    synonym: str = ""


def suggestions_for(typed: str, language: str) -> list[Line]:
    """At most ``MOST`` lines, the best first, those of one kind together."""
    text = clean(typed[:MAX_TEXT])
    if len(text) < SHORTEST:
        return []
    words = vocabulary()
    found = [*_places(text, words, language), *_terms(text, words, language)]
    found += _titles(text, language)
    # Sorting is stable: what fits equally well stays in the order of the sources.
    best = sorted(found, key=lambda line: line.fit)[:MOST]
    kinds = list(dict.fromkeys(line.kind for line in best))
    return sorted(best, key=lambda line: kinds.index(line.kind))


def _places(text: str, words: Vocabulary, language: str) -> Iterator[Line]:
    provinces = words.of("province")
    for place in places_beginning_with(text, MOST_PLACES):
        province = provinces.get(place.province)
        if province is None:
            continue
        name, _language = province.text(language)
        # A province is among the terms.
        if fold(name) != fold(place.name):
            url = _address("province", place.province, language)
            yield Line(f"{place.name} ({name})", _("Place"), url)


def _terms(text: str, words: Vocabulary, language: str) -> list[Line]:
    """Terms of every facet, each once; of two with one name the earlier facet's."""
    entries = _entries(words, language)
    beginning = _plain(text)
    start = bisect_left(entries, beginning, key=lambda entry: entry.spelling)
    matching: list[_Entry] = []
    for entry in entries[start:]:
        if not entry.spelling.startswith(beginning):
            break
        matching.append(entry)
    matching.sort(key=lambda entry: (entry.fit, FACET_ORDER[entry.facet], len(entry.spelling)))
    found: dict[str, Line] = {}
    for entry in matching:
        name, name_language = words.of(entry.facet)[entry.value].text(language)
        if _plain(name) not in found:
            found[_plain(name)] = Line(
                label=f"{name} ({entry.synonym})" if entry.synonym else name,
                kind=str(FACETS_BY_NAME[entry.facet].label),
                url=_address(entry.facet, entry.value, language),
                lang=name_language if name_language != language else "",
                fit=entry.fit,
            )
    return list(found.values())[:MOST_TERMS]


def _titles(text: str, language: str) -> list[Line]:
    try:
        found = get_engine().suggest(text, language, MOST)
    except EngineUnavailableError as fault:
        logger.warning("No titles to suggest: %s", fault)
        healing.notice(fault)
        return []
    beginning = _plain(text)
    return [
        Line(
            label=hit.title,
            kind=kind_label(hit.kind),
            url=hit.url,
            lang=hit.language if hit.language != language else "",
            fit=BEGINS if _plain(hit.title).startswith(beginning) else INSIDE,
        )
        for hit in found
    ]


FACET_ORDER = {facet.name: place for place, facet in enumerate(FACETS)}
_kept: dict[str, tuple[Vocabulary, list[_Entry]]] = {}


def _entries(words: Vocabulary, language: str) -> list[_Entry]:
    """Every spelling of every term, in order; made once for each state of the vocabulary."""
    known = _kept.get(language)
    if known is None or known[0] is not words:
        entries = sorted(_spellings(words, language), key=lambda entry: entry.spelling)
        _kept[language] = known = (words, entries)
    return known[1]


def _spellings(words: Vocabulary, language: str) -> Iterator[_Entry]:
    for facet in FACETS:
        for value, label in words.of(facet.name).items():
            name = _plain(label.text(language)[0])
            yield _Entry(name, BEGINS, facet.name, value)
            pieces = name.split(" ")
            for place in range(1, len(pieces)):
                yield _Entry(" ".join(pieces[place:]), INSIDE, facet.name, value)
            for synonym in label.synonyms:
                yield _Entry(_plain(synonym), ALSO_CALLED, facet.name, value, synonym)


def _plain(text: str) -> str:
    return fold(text).replace("-", " ")


def _address(facet: str, value: str, language: str) -> str:
    query = SearchQuery(selected={facet: (value,)}, language=language)
    return query.url(reverse("search:search"))
