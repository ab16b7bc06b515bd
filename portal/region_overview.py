"""What the page of a region, and the page of all regions, show."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from events.coming import coming_cards, dates_in_region
from initiatives.models import Adoption, Initiative, Offer, Practice
from portal.catalogue_counts import catalogue_counts
from portal.pictures import province_tiles, search_address
from publishing.cards import card_of
from publishing.querysets import active_in
from taxonomy.budget import budget_table
from taxonomy.models import ActionLine, Region

if TYPE_CHECKING:
    from portal.models.regions import RegionIndexPage

ITEMS_SHOWN = 6
EVENTS_SHOWN = 3
ADOPTIONS_SHOWN = 50


def regions_overview(page: "RegionIndexPage") -> dict[str, Any]:
    """The map, and every region page with its provinces."""
    from portal.models.regions import RegionPage

    pages = RegionPage.objects.child_of(page).live().order_by("path").select_related("region")
    tiles = province_tiles(catalogue_counts())
    return {"regions": pages.prefetch_related("region__provinces"), "provinces": tiles}


def region_overview(region: Region) -> dict[str, Any]:
    """The region's own lines with their budget, and what there is in its provinces."""
    provinces = list(region.provinces.all())
    in_provinces = [("province", province.code) for province in provinces]
    lines = list(
        ActionLine.objects.of_region(region)
        .prefetch_related("budget_years", "maps_to")
        .order_by("sort_order", "number")
    )
    sections: list[tuple[Any, str]] = [
        (Initiative, "initiatives"),
        (Offer, "offers"),
        (Practice, "practices"),
    ]
    shown = {
        name: [
            card_of(item)
            for item in model.objects.live()
            .filter(Q(region=region) | active_in(model, provinces))
            .for_cards()
            .newest_first()[:ITEMS_SHOWN]
        ]
        for model, name in sections
    }
    return shown | {
        "region": region,
        "adoptions": Adoption.objects.of_live()
        .filter(region=region)
        .exclude(state=Adoption.State.STOPPED)
        .select_related("practice")
        .order_by("practice__title", "pk")[:ADOPTIONS_SHOWN],
        "coming": coming_cards(dates_in_region(region, provinces), EVENTS_SHOWN),
        "coming_url": f"{reverse('events:event_list')}?{urlencode({'region': region.key})}",
        "coverage_url": f"{reverse('monitor:coverage')}?{urlencode(in_provinces)}",
        "network_url": f"{reverse('monitor:network')}?{urlencode({'region': region.key})}",
        "provinces": provinces,
        "own_lines": lines,
        "budget": budget_table(lines),
        "search_links": [
            {"label": str(province), "url": search_address(province=province.code)}
            for province in provinces
        ],
    }
