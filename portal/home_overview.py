"""What the home page shows of the catalogue."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst

from events.coming import coming_cards
from events.models import Occurrence
from initiatives.models import Initiative, Offer, Practice
from monitor.coverage.glimpse import glimpse_of
from monitor.coverage.question import read_question
from monitor.coverage.reading import read_matrix
from monitor.gaps.finding import gaps_of
from monitor.gaps.lines import gap_lines
from organisations.models import Organisation
from portal.catalogue_counts import catalogue_counts
from portal.models.articles import ArticleIndexPage, ArticlePage
from portal.pictures import path_stations, province_tiles, search_address
from portal.teasers import teaser_of
from publishing.cards import card_of
from publishing.models import Publication
from search.labels import vocabulary
from taxonomy.localised import active_language

if TYPE_CHECKING:
    from portal.models.home import HomePage

SHOWN = 3
#: The icons of the ways in, in the order in which the editors wrote them.
WAY_ICONS = ("person", "building", "organisation")


def home_overview(page: "HomePage") -> dict[str, Any]:
    """The context of `pages/home.html`."""
    counts = catalogue_counts()
    title = page.text("promise" if page.promise else "title")
    index = ArticleIndexPage.objects.live().first()
    articles = ArticlePage.objects.live().newest_first()[:SHOWN]
    return {
        "hero_title": title.text,
        "hero_lead": page.text("intro").text,
        "hero_lang": title.lang if title.lang != active_language() else "",
        "examples": _examples(page),
        "provinces": province_tiles(counts),
        "ways_in": _ways_in(page),
        "paths": path_stations(counts),
        "coverage": _coverage(),
        "coming": coming_cards(Occurrence.objects.all(), SHOWN),
        "coming_url": reverse("events:event_list"),
        "newest": _newest(),
        "practices": _cards(Practice),
        "practices_url": reverse("initiatives:practice_list"),
        "news": [teaser_of(article) for article in articles],
        "news_url": index.path_here if index else "",
        "stats": _stats(counts["kind"]),
    }


def _examples(page: "HomePage") -> list[dict[str, str]]:
    words = (word.strip() for word in page.text("search_examples").text.split(","))
    return [{"label": word, "url": search_address(q=word)} for word in words if word]


def _ways_in(page: "HomePage") -> list[dict[str, str]]:
    ways = []
    for place, block in enumerate(page.ways_in):
        label, description = block.value.text("label"), block.value.text("description")
        ways.append(
            {
                "title": label.text,
                "text": description.text,
                "lang": label.lang if label.lang != active_language() else "",
                "url": block.value.href,
                "icon": WAY_ICONS[place % len(WAY_ICONS)],
            }
        )
    return ways


def _coverage() -> dict[str, Any]:
    """The coverage map as a visitor finds it, in small, and where most is missing."""
    question = read_question(QueryDict(), vocabulary(), language=active_language()).question
    matrix = read_matrix(question)
    # The page is the same for everybody, so what regions said of gaps is left out of it.
    return {
        "cells": len(matrix.cells),
        "glimpse": glimpse_of(matrix),
        "gaps": gap_lines(gaps_of(question, matrix, {}), with_marks=False, most=SHOWN)["gaps"],
        "url": reverse("monitor:coverage"),
    }


def _newest() -> list[dict[str, Any]]:
    """The offers and initiatives that became public last, the newest first."""
    rows = [*_latest(Offer), *_latest(Initiative)]
    rows.sort(key=_published, reverse=True)
    return [card_of(row) for row in rows[:SHOWN]]


def _cards(model: type[Publication]) -> list[dict[str, Any]]:
    return [card_of(row) for row in _latest(model)]


def _latest(model: type[Publication]) -> list[Any]:
    published = model.objects.live().filter(first_published_at__isnull=False)
    return list(published.for_cards().newest_first()[:SHOWN])


def _published(item: Publication) -> datetime:
    return item.first_published_at


def _stats(counts: Any) -> list[dict[str, Any]]:
    """How much there is of each kind, leading to its list."""
    return [
        {
            "value": counts[model.kind],
            "label": capfirst(str(model._meta.verbose_name_plural)),
            "url": reverse(f"{model.url_namespace}:{model.kind}_list"),
        }
        for model in (Offer, Initiative, Practice, Organisation)
        if counts.get(model.kind)
    ]
