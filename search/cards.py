"""What a list shows of a hit: the context of ``components/card.html``, without a query."""

from typing import Any

from django.conf import settings
from django.utils.text import capfirst

from publishing.freshness import Freshness, freshness_of
from search import registry
from search.document import SearchDocument
from search.event_cards import date_of
from search.labels import Vocabulary
from search.query import SearchQuery
from search.results import Hit

PROVINCES_ON_A_CARD = 3
GROUPS_ON_A_CARD = 3


def card_of_hit(hit: Hit, query: SearchQuery, words: Vocabulary) -> dict[str, Any]:
    document, language = hit.document, query.language
    byline, byline_language = document.localised(document.card.get("confirmed_by", {}), language)
    return {
        # On a list of one kind it would say the same on every card.
        "kind_label": "" if "kind" in query.fixed else kind_label(document.kind),
        "title": hit.title,
        "title_lang": _other(hit.title_language, language),
        "url": hit.url,
        # For paper, where a link says nothing.
        "address": f"{settings.BASE_URL}{hit.url}",
        "fragment": hit.fragment,
        "summary_lang": _other(hit.fragment_language, language),
        "lines": _lines(document, words, language),
        "organisations": document.card.get("organisations", {}).get(language, ()),
        "place": _place(document, words, language),
        "audience": _audience(document, query, words),
        **date_of(document),
        "national": document.is_national,
        "verified_on": document.verified,
        "stale": document.current and freshness_of(document.verified) == Freshness.STALE,
        "show_verified": document.verified is not None,
        "verified_by": byline,
        "verified_by_lang": _other(byline_language, language) if byline else "",
    }


def kind_label(kind: str) -> str:
    source = registry.source(kind)
    return capfirst(str(source.label)) if source else kind


def _lines(document: SearchDocument, words: Vocabulary, language: str) -> list[dict[str, str]]:
    """The national action lines."""
    labels = words.of("action_line")
    found = [labels[value] for value in document.facets.get("action_line", ()) if value in labels]
    national = sorted((label for label in found if not label.broader), key=lambda label: label.line)
    return [
        {"letter": label.line, "label": label.text(language)[0]} for label in national if label.line
    ]


def _audience(document: SearchDocument, query: SearchQuery, words: Vocabulary) -> str:
    """For whom it is: the narrowest groups, those that were asked for first."""
    labels = words.of("target_group")
    groups = words.narrowest("target_group", document.facets.get("target_group", ()))
    asked = query.values("target_group")
    shown = sorted(groups, key=lambda value: value not in asked)
    names = [labels[value].text(query.language)[0] for value in shown if value in labels]
    return _shortened(names, GROUPS_ON_A_CARD)


def _place(document: SearchDocument, words: Vocabulary, language: str) -> str:
    labels = words.of("province")
    names = [labels[code].text(language)[0] for code in document.home_provinces if code in labels]
    return _shortened(names, PROVINCES_ON_A_CARD)


def _shortened(names: list[str], most: int) -> str:
    shown = ", ".join(names[:most])
    more = len(names) - most
    return f"{shown} +{more}" if more > 0 else shown


def _other(language: str, page_language: str) -> str:
    """The language to mark a text with, if it is not that of the page."""
    return language if language != page_language else ""
