"""What is coming, on the pages of others."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from events.coming import coming_dates
from events.models import EventChange, Occurrence
from events.sections import event_sections, initiative_sections, organisation_sections
from portal.region_overview import region_overview
from tests.factories import (
    EventFactory,
    InitiativeFactory,
    OrganisationFactory,
    ProvinceFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2029, 12, 15)
MONDAY = date(2029, 12, 17)


@pytest.fixture(autouse=True)
def _in_december(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2029, 12, 15, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    monkeypatch.setattr(timezone, "now", lambda: now)


def _titles(most: int = 5) -> list[str]:
    return [row.event.title for row in coming_dates(Occurrence.objects.all(), most)]


def _cards(sections: list[Any]) -> list[str]:
    return [card["title"] for section in sections for card in section.cards]


def test_the_first_to_come_stand_first_and_what_is_over_is_not_there() -> None:
    EventFactory(title="Later", start_date=date(2030, 2, 1))
    EventFactory(title="Eerst", start_date=MONDAY)
    EventFactory(title="Gisteren", start_date=date(2029, 12, 14))
    EventFactory(title="Vanochtend", start_date=TODAY, start_time=time(8), end_time=time(9))
    EventFactory(title="Vanmiddag", start_date=TODAY, start_time=time(15), end_time=time(16))
    assert _titles() == ["Vanmiddag", "Eerst", "Later"]


def test_a_series_stands_there_once_however_often_it_comes() -> None:
    EventFactory(title="Elke dag", start_date=MONDAY, rule="FREQ=DAILY;COUNT=90")
    EventFactory(title="Later", start_date=date(2030, 2, 1))
    EventFactory(title="Nog later", start_date=date(2030, 2, 2))
    assert _titles(2) == ["Elke dag", "Later"]


def test_what_does_not_go_ahead_is_not_coming() -> None:
    EventFactory(title="Afgelast", start_date=MONDAY, status="cancelled")
    EventFactory(title="Uitgesteld", start_date=MONDAY, status="postponed")
    EventFactory(title="Online", start_date=MONDAY, status="moved-online")
    EventFactory(title="Concept", start_date=MONDAY, live=False)
    series = EventFactory(title="Reeks", start_date=MONDAY, rule="FREQ=WEEKLY;COUNT=2")
    series.changes = [EventChange(original_date=MONDAY, cancelled=True)]
    series.save()
    found = coming_dates(Occurrence.objects.all(), 5)
    assert [(row.event.title, row.first_day) for row in found] == [
        ("Online", MONDAY),
        ("Reeks", date(2029, 12, 24)),
    ]


def test_what_is_known_to_the_month_only_is_not_announced() -> None:
    EventFactory(start_date=date(2030, 1, 1), all_day=True, precision="month")
    assert _titles() == []


def test_the_number_of_queries_is_fixed(django_assert_num_queries: Any) -> None:
    provinces = ProvinceFactory.create_batch(3)
    EventFactory.create_batch(20, start_date=MONDAY, provinces=provinces)
    with django_assert_num_queries(2):
        found = coming_dates(Occurrence.objects.all(), 5)
        assert all(len(row.event.provinces.all()) == 3 for row in found)


def test_an_initiative_shows_its_events_and_so_do_these_each_other() -> None:
    initiative = InitiativeFactory()
    first = EventFactory(title="Eerste", start_date=MONDAY, initiative=initiative)
    EventFactory(title="Tweede", start_date=MONDAY, initiative=initiative)
    EventFactory(title="Ander", start_date=MONDAY)
    assert _cards(initiative_sections(initiative)) == ["Eerste", "Tweede"]
    assert _cards(event_sections(first)) == ["Tweede"]


def test_an_organisation_shows_what_it_keeps_and_joins_and_leads_to_all() -> None:
    organisation = OrganisationFactory(ref="bibliotheek")
    EventFactory(title="Van ons", start_date=MONDAY, owner=organisation)
    EventFactory(title="Samen", start_date=MONDAY, organisations=[organisation])
    EventFactory(title="Ander", start_date=MONDAY)
    sections = organisation_sections(organisation)
    assert _cards(sections) == ["Van ons", "Samen"]
    assert sections[0].more_url.endswith("?organisation=bibliotheek")


def test_a_card_leads_to_the_date_it_names() -> None:
    initiative = InitiativeFactory()
    EventFactory(start_date=date(2029, 12, 3), rule="FREQ=WEEKLY;COUNT=9", initiative=initiative)
    [card] = initiative_sections(initiative)[0].cards
    assert card["url"].endswith("?date=2029-12-17T10%3A00%3A00")
    assert card["machine"] == "2029-12-17T10:00+01:00"


def test_a_region_shows_what_it_leads_and_what_is_in_its_provinces() -> None:
    region = RegionFactory()
    province, elsewhere = ProvinceFactory(region=region), ProvinceFactory()
    EventFactory(title="Van de regio", start_date=MONDAY, region=region)
    EventFactory(title="Hier", start_date=MONDAY, provinces=[province, elsewhere])
    EventFactory(title="Elders", start_date=MONDAY, provinces=[elsewhere])
    titles = [card["title"] for card in region_overview(region)["coming"]]
    assert titles == ["Van de regio", "Hier"]
