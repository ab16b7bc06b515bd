"""Reads from the database what there is to ask for. Django must be set up for the site."""

from random import Random
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import translation

from bench.addresses import FILTERS, Material
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from portal.catalogue_counts import catalogue_counts
from portal.models import RegionPage
from publishing.models import Publication

LANGUAGES = ("nl", "en")
KINDS: tuple[type[Publication], ...] = (Initiative, Offer, Practice, Organisation)
ITEMS_PER_KIND = 200


def read_material(seed: int) -> Material:
    random = Random(seed)
    kinds: dict[str, Any] = {model.kind: model for model in KINDS}
    material = Material(
        home=_paths("wagtail_serve", [""]),
        search=_paths("search:search"),
        lists={kind: _paths(f"{model.url_namespace}:{kind}_list") for kind, model in kinds.items()},
        counts={kind: model.objects.live().count() for kind, model in kinds.items()},
        items={kind: _item_paths(model, random) for kind, model in kinds.items()},
        regions=[_page_paths(page) for page in RegionPage.objects.live()],
        machines=_machine_paths(),
        values=_facet_values(),
    )
    connection.close()
    return material


def _facet_values() -> dict[str, list[str]]:
    counts = catalogue_counts()
    if counts is None:
        raise RuntimeError("The search index cannot answer.")
    return {
        name: sorted(counts.get(name, {}), key=lambda value: (-counts[name][value], value))
        for name in ("kind", *FILTERS)
    }


def _paths(name: str, arguments: list[Any] | None = None) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = reverse(name, args=arguments)
    return found


def _item_paths(model: type[Publication], random: Random) -> list[dict[str, str]]:
    keys = list(model.objects.live().order_by("pk").values_list("pk", flat=True))
    chosen = random.sample(keys, min(ITEMS_PER_KIND, len(keys)))
    # The well-known ones, with the most to show on their page, are asked for most.
    items = model.objects.filter(pk__in=[*chosen, *keys[:20]])
    return [{language: item.path_in(language) for language in LANGUAGES} for item in items]


def _page_paths(page: RegionPage) -> dict[str, str]:
    return {language: page.path_in(language) for language in LANGUAGES}


def _machine_paths() -> list[str]:
    search = reverse("search:search")
    return [
        f"{search}?format=json&per_page=100",
        f"{search}?format=json&q=omscholing&per_page=100",
        reverse("sitemap_index"),
        reverse("django.contrib.sitemaps.views.sitemap", kwargs={"section": "offer-nl"}),
    ]
