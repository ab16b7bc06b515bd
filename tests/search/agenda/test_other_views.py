"""The week, the map and the page for paper."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import ProvinceFactory, ScaleFactory


@pytest.fixture(autouse=True)
def with_an_index(index):
    pass


def column_of(context, day: str):
    return next(column for column in context["columns"] if column.day.isoformat() == day)


def test_week_shows_seven_days_with_what_is_on_each(plan, agenda, indexed):
    plan("Themadag", "2027-02-04")
    plan("Festival", "2027-02-03", "2027-02-05")
    plan("Lunch", "2027-02-04 12:00", "2027-02-04 13:00")
    plan("Ontbijt", "2027-02-04 08:00", "2027-02-04 09:00")
    plan("Hackathon", "2027-02-03 20:00", "2027-02-05 20:00")
    plan("Volgende week", "2027-02-08 10:00")
    indexed()
    context = agenda("view=week")
    assert [column.day for column in context["columns"]] == [date(2027, 2, n) for n in range(1, 8)]
    thursday = column_of(context, "2027-02-04")
    assert [e["title"] for e in thursday.whole_day] == ["Festival", "Hackathon", "Themadag"]
    assert [e["title"] for e in thursday.timed] == ["Ontbijt", "Lunch"]
    assert "08:00" in thursday.timed[0]["time"]
    assert [e["title"] for e in column_of(context, "2027-02-05").timed] == ["Hackathon"]
    assert "20:00" in column_of(context, "2027-02-05").timed[0]["time"]
    assert context["after"].url.endswith("view=week&on=2027-02-08")


def test_week_over_the_end_of_the_year_is_one_week(plan, agenda, indexed):
    plan("Oudejaarsnacht", "2026-12-31 22:00", "2027-01-01 01:30")
    indexed()
    context = agenda("view=week&on=2027-01-01")
    found = {column.day: [e["title"] for e in column.timed] for column in context["columns"]}
    assert min(found) == date(2026, 12, 28)
    assert found[date(2026, 12, 31)] == found[date(2027, 1, 1)] == ["Oudejaarsnacht"]
    assert found[date(2027, 1, 2)] == []


@pytest.fixture
def provinces(plan):
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland")
    zeeland = ProvinceFactory(code="NL-ZE", label="Zeeland")
    plan("Een", "2027-02-04 10:00", provinces=[flevoland])
    plan("Twee", "2027-02-05 10:00", provinces=[flevoland, zeeland])
    plan("Landelijk", "2027-02-06 10:00", scale=ScaleFactory())
    plan("Geweest", "2027-02-01 10:00", provinces=[zeeland])


def counts(context) -> dict[str, int]:
    return {place["code"]: place["count"] for place in context["provinces"]}


def test_map_counts_what_comes_per_province_and_the_national_apart(provinces, agenda, indexed):
    indexed()
    context = agenda("view=map")
    assert counts(context) == {"NL-FL": 2, "NL-ZE": 1}
    assert context["national"] == 1
    assert [row["cells"] for row in context["rows"]] == [[2], [1]]
    assert counts(agenda("view=map&on=2027-02-01")) == {"NL-FL": 2, "NL-ZE": 2}
    assert counts(agenda("view=map&to=2027-02-04")) == {"NL-FL": 1, "NL-ZE": 0}


def test_province_on_the_map_leads_to_its_list(provinces, agenda, indexed):
    indexed()
    context = agenda("view=map&province=NL-ZE&q=een&on=2027-02-02")
    assert counts(context) == {"NL-FL": 1, "NL-ZE": 0}
    address = reverse("events:event_list")
    assert context["provinces"][0]["url"] == f"{address}?q=een&province=NL-FL&on=2027-02-02"
    assert context["chosen_province"] == "NL-ZE"


def test_map_counts_from_the_table_when_the_engine_is_away(provinces, agenda, indexed, settings):
    indexed()
    asked = counts(agenda("view=map")), agenda("view=map")["national"]
    settings.SEARCH_URL = "embedded:///nowhere/at/all"
    stored = counts(agenda("view=map")), agenda("view=map")["national"]
    assert asked == stored


def test_page_for_paper_has_four_weeks_and_no_menu(plan, client, agenda, indexed):
    plan("Komt", "2027-02-10 10:00", location_name="Zaal", location_address="Plein 1")
    plan("Veel later", "2027-04-10 10:00")
    plan("Bezig", "2027-01-10", "2027-02-20")
    indexed()
    context = agenda("view=print")
    assert [e.title for group in context["groups"] for e in group.entries] == ["Komt"]
    assert [e.title for e in context["going_on"]] == ["Bezig"]
    html = client.get(reverse("events:event_list") + "?view=print").content.decode()
    assert "Zaal, Plein 1" in html
    assert "site-header" not in html
    assert "site-footer" not in html
    assert context["after"].url.endswith("view=print&on=2027-03-03")


def test_page_for_paper_tells_the_filters_and_where_to_look(plan, client, indexed):
    ProvinceFactory(code="NL-FL", label="Flevoland")
    indexed()
    address = reverse("events:event_list")
    html = client.get(f"{address}?view=print&province=NL-FL&q=ict").content.decode()
    assert "Flevoland" in html
    assert "“ict”" in html
    assert f"http://testserver{address}?q=ict&amp;province=NL-FL" in html
