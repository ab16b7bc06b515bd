"""What the home page shows of the catalogue."""

from typing import Any

from django.urls import reverse

from initiatives.models import Initiative, Offer, Practice
from portal.catalogue_counts import catalogue_counts
from portal.models.articles import ArticlePage
from portal.pictures import path_stations, province_tiles
from publishing.cards import card_of

NEWEST = 3
PRACTICES = 3
ARTICLES = 3


def home_overview() -> dict[str, Any]:
    """The context of `pages/home.html` beside the page itself."""
    counts = catalogue_counts()
    return {
        "provinces": province_tiles(counts),
        "paths": path_stations(counts),
        "kinds": _kinds(counts["kind"] if counts is not None else {}),
        "newest": _newest(),
        "practices": [card_of(item) for item in Practice.objects.live().for_cards()[:PRACTICES]],
        "articles": ArticlePage.objects.live().order_by("-date", "-pk")[:ARTICLES],
    }


def _newest() -> list[dict[str, Any]]:
    """The offers and initiatives that became public last, the newest first."""
    rows = [
        row
        for model in (Offer, Initiative)
        for row in model.objects.live().for_cards().newest_first()[:NEWEST]
    ]
    rows.sort(
        key=lambda row: (row.first_published_at is not None, row.first_published_at), reverse=True
    )
    return [card_of(row) for row in rows[:NEWEST]]


def _kinds(counts: Any) -> list[dict[str, Any]]:
    """How much there is of each kind, leading to its list."""
    return [
        {
            "label": model._meta.verbose_name_plural,
            "count": counts[model.kind],
            "url": reverse(f"{model.url_namespace}:{model.kind}_list"),
        }
        for model in (Offer, Initiative, Practice)
        if counts.get(model.kind)
    ]
