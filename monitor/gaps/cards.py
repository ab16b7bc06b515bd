"""Cards of the items behind a number of the map: a few of them, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from monitor.coverage.question import CoverageQuestion
from publishing.cards import card_of
from search import registry

Key = tuple[str, int]
Card = dict[str, Any]


def cards_of(keys: Iterable[Key]) -> Mapping[Key, Card]:
    """The cards of some live items, each kind read once; what went offline meanwhile is left out."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for kind, key in keys:
        by_kind[kind].append(key)
    found: dict[Key, Card] = {}
    for kind, its_keys in by_kind.items():
        source = registry.source(kind)
        if source is not None:
            rows = source.model.objects.live().filter(pk__in=its_keys).for_cards()  # type: ignore[attr-defined]
            found |= {(kind, row.pk): card_of(row) for row in rows}
    return found


def shown(keys: Iterable[Key], cards: Mapping[Key, Card]) -> list[Card]:
    """The cards of these, in their order."""
    return [cards[key] for key in keys if key in cards]


def search_url(
    question: CoverageQuestion, chosen: Mapping[str, str], *, national: bool = True
) -> str:
    """The search whose total is the number under these terms; without what is national if asked."""
    query = question.search_query(chosen)
    return query.with_national(national and query.national).url(reverse("search:search"))
