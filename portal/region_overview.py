"""What the page of a region, and the page of all regions, show."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from events.coming import coming_cards
from events.models import Event, Occurrence
from events.querysets import OccurrenceQuerySet
from initiatives.models import Adoption, Initiative, Offer, Practice
from portal.catalogue_counts import catalogue_counts
from portal.pictures import province_tiles, search_address
from publishing.cards import card_of
from taxonomy.models import ActionLine, Province, Region

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
            .filter(Q(region=region) | _active_in(model, provinces))
            .for_cards()
            .newest_first()[:ITEMS_SHOWN]
        ]
        for model, name in sections
    }
    return shown | {
        "region": region,
        "adoptions": Adoption.objects.of_live()
        .filter(region=region)
        .select_related("practice")
        .order_by("practice__title", "pk")[:ADOPTIONS_SHOWN],
        "coming": coming_cards(_dates_in(region, provinces), EVENTS_SHOWN),
        "coming_url": f"{reverse('events:event_list')}?{urlencode({'region': region.key})}",
        "provinces": provinces,
        "own_lines": lines,
        "budget": budget_table(lines),
        "search_links": [
            {"label": str(province), "url": search_address(province=province.code)}
            for province in provinces
        ],
    }


def _dates_in(region: Region, provinces: list[Province]) -> OccurrenceQuerySet:
    """Dates of what the region leads, and of what takes place in its provinces."""
    of_event = Event.objects.filter(pk=OuterRef("event"))
    here = of_event.filter(Q(region=region) | _active_in(Event, provinces))
    return Occurrence.objects.filter(Exists(here))


def _active_in(model: Any, provinces: list[Province]) -> Exists:
    """Whether an item is active in one of these provinces.

    Asked of each item from the newest on: a join would first collect all items of the region, and
    give those in several of its provinces more than once.
    """
    relation = model._meta.get_field("provinces")
    through = relation.remote_field.through
    own = {relation.m2m_field_name(): OuterRef("pk")}
    return Exists(through.objects.filter(province__in=provinces, **own))


def budget_table(lines: list[ActionLine]) -> dict[str, Any] | None:
    """Thousands of euros per line and year with both totals; None when no line has a budget."""
    years = sorted({budget.year for line in lines for budget in line.budget_years.all()})
    if not years:
        return None
    rows: list[dict[str, Any]] = []
    for line in lines:
        by_year = {budget.year: budget.thousand_euros for budget in line.budget_years.all()}
        if by_year:
            rows.append(
                {
                    "line": line,
                    "amounts": [by_year.get(year) for year in years],
                    "total": sum(by_year.values()),
                }
            )
    totals = [sum(row["amounts"][place] or 0 for row in rows) for place in range(len(years))]
    return {"years": years, "rows": rows, "totals": totals, "total": sum(totals)}
