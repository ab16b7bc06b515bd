from datetime import UTC, datetime
from typing import Any

import pytest

from portal.region_overview import ITEMS_SHOWN, region_overview
from tests.factories import OfferFactory, ProvinceFactory, RegionFactory


def _offers(region: Any) -> list[str]:
    return [card["title"] for card in region_overview(region)["offers"]]


def _published(day: int) -> datetime:
    return datetime(2026, 3, day, tzinfo=UTC)


@pytest.fixture
def north(db: None) -> Any:
    return RegionFactory()


def test_a_region_shows_what_it_leads_and_what_is_active_in_it(north: Any) -> None:
    groningen, drenthe = ProvinceFactory(region=north), ProvinceFactory(region=north)
    elsewhere = ProvinceFactory()
    OfferFactory(title="Van de regio", region=north, first_published_at=_published(1))
    OfferFactory(
        title="In beide",
        provinces=[groningen, drenthe, elsewhere],
        first_published_at=_published(2),
    )
    OfferFactory(title="Elders", provinces=[elsewhere], first_published_at=_published(3))
    OfferFactory(title="Concept", region=north, live=False)
    assert _offers(north) == ["In beide", "Van de regio"]


def test_the_newest_items_come_first_and_only_some_are_shown(north: Any) -> None:
    for day in range(1, ITEMS_SHOWN + 3):
        OfferFactory(title=f"Dag {day}", region=north, first_published_at=_published(day))
    assert _offers(north) == [f"Dag {day}" for day in range(ITEMS_SHOWN + 2, 2, -1)]


def test_a_region_leads_to_its_own_coverage_map_and_network(north: Any) -> None:
    codes = sorted(ProvinceFactory(region=north).code for _turn in range(2))
    shown = region_overview(north)
    assert shown["coverage_url"] == f"/dekking/?province={codes[0]}&province={codes[1]}"
    assert shown["network_url"] == f"/netwerk/?region={north.ref}"
