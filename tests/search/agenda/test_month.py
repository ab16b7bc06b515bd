"""The month as a table."""

import re

import pytest
from django.urls import reverse

from search.agenda.month import MOST_BELOW, MOST_IN_A_CELL
from tests.factories import ProvinceFactory


@pytest.fixture(autouse=True)
def with_an_index(index):
    pass


def cell_of(context, day: str):
    cells = [cell for week in context["weeks"] for cell in week.cells]
    return next(cell for cell in cells if cell.day.isoformat() == day)


def titles(cell) -> list[str]:
    return [entry["title"] for entry in cell.entries]


def test_month_has_its_weeks_with_their_numbers(plan, agenda):
    plan("Eerder", "2026-10-01")
    context = agenda("view=month&on=2027-01-15")
    assert [week.number for week in context["weeks"]] == [53, 1, 2, 3, 4]
    assert context["weekdays"][0]["name"] == "maandag"
    assert cell_of(context, "2026-12-31").kinds == ("outside",)
    assert cell_of(context, "2027-01-01").kinds == ()
    assert context["before"].url.endswith("view=month&on=2026-12-01")
    assert context["after"].url.endswith("view=month")


def test_cell_shows_the_first_few_and_how_many_more(plan, agenda, indexed):
    for number in range(MOST_IN_A_CELL + 3):
        plan(f"Sessie {number}", f"2027-02-10 {9 + number:02}:00")
    indexed()
    cell = cell_of(agenda("view=month"), "2027-02-10")
    assert titles(cell) == [f"Sessie {number}" for number in range(MOST_IN_A_CELL)]
    assert (cell.total, cell.more) == (MOST_IN_A_CELL + 3, 3)
    assert cell.entries[0]["time"] == "09:00"


def test_something_of_several_days_says_which_day_it_is(plan, agenda, indexed):
    plan("Festival", "2027-02-09", "2027-02-11")
    plan("Nacht", "2027-02-09 22:00", "2027-02-10 02:00")
    indexed()
    context = agenda("view=month")
    days = {
        day: [(entry["title"], entry["time"], bool(entry["which_day"])) for entry in cell.entries]
        for day in ("2027-02-09", "2027-02-10", "2027-02-11", "2027-02-12")
        if (cell := cell_of(context, day))
    }
    assert days["2027-02-09"] == [("Festival", "", True), ("Nacht", "22:00", True)]
    assert [title for title, _time, _which in days["2027-02-10"]] == ["Festival", "Nacht"]
    assert "02:00" in days["2027-02-10"][1][1]
    assert days["2027-02-11"] == [("Festival", "", True)]
    assert days["2027-02-12"] == []


def test_day_to_show_below_is_today_else_the_next_with_something(plan, agenda, indexed):
    plan("Komt", "2027-02-10 10:00")
    plan("Was", "2027-02-01 10:00")
    indexed()
    assert agenda("view=month")["chosen_day"]["day"].isoformat() == "2027-02-10"
    assert agenda("view=month&on=2027-02-01")["chosen_day"]["day"].isoformat() == "2027-02-01"
    assert agenda("view=month&on=2027-02-20")["chosen_day"]["day"].isoformat() == "2027-02-01"
    plan("Nu", "2027-02-03 10:00")
    indexed()
    context = agenda("view=month")
    assert context["chosen_day"]["day"].isoformat() == "2027-02-03"
    assert cell_of(context, "2027-02-03").kinds == ("today", "chosen")


def test_crowded_day_below_leads_to_its_list(plan, agenda, indexed):
    for number in range(MOST_BELOW + 5):
        plan(f"Sessie {number}", "2027-02-10 10:00")
    indexed()
    below = agenda("view=month")["chosen_day"]
    assert (len(below["entries"]), below["more"]) == (MOST_BELOW, 5)
    assert below["list_url"] == f"{reverse('events:event_list')}?on=2027-02-10"


def test_empty_month_leads_to_where_something_is(plan, agenda, indexed):
    plan("Eerder", "2026-05-10 10:00")
    plan("Later", "2027-06-10 10:00")
    indexed()
    context = agenda("view=month&on=2026-12-01")
    assert context["chosen_day"] is None
    assert context["nearest"].before.url.endswith("view=month&on=2026-05-10")
    assert context["nearest"].after.url.endswith("view=month&on=2027-06-10")


def test_filters_and_dates_narrow_the_month(plan, agenda, indexed):
    flevoland, zeeland = ProvinceFactory(code="NL-FL"), ProvinceFactory(code="NL-ZE")
    plan("Flevoland", "2027-02-10 10:00", provinces=[flevoland])
    plan("Zeeland", "2027-02-10 11:00", provinces=[zeeland])
    plan("Lang", "2027-02-08", "2027-02-14", provinces=[flevoland])
    indexed()
    context = agenda("view=month&province=NL-FL")
    assert titles(cell_of(context, "2027-02-10")) == ["Lang", "Flevoland"]
    context = agenda("view=month&from=2027-02-11&to=2027-02-12")
    busy = [c.day.day for week in context["weeks"] for c in week.cells if c.total]
    assert busy == [11, 12]


def test_table_says_what_its_rows_and_columns_are(plan, client, indexed):
    plan("Open dag", "2027-02-10 10:00")
    indexed()
    html = client.get(reverse("events:event_list") + "?view=month").content.decode()
    table = html[html.index("<table") : html.index("</table>")]
    assert len(re.findall('<th scope="col"', table)) == 8
    assert len(re.findall('<th scope="row"', table)) == 4
    assert "maandag" in table
    assert re.search(r'<time class="month__number" datetime="2027-02-10">10<span', table)


def test_edge_of_the_calendar_leads_no_further(plan, agenda, indexed):
    plan("Eerste", "2026-01-10 10:00")
    indexed()
    assert agenda("view=month&on=2026-01-10")["before"] is None
    assert agenda("view=month&on=2028-12-10")["after"] is None
    context = agenda("view=month&on=2035-01-01")
    assert len(context["notices"]) == 1
    assert context["canonical_path"].endswith("view=month&on=2028-12-01")
    assert context["noindex"]


def test_queries_do_not_grow_with_the_month(plan, client, indexed, django_assert_max_num_queries):
    address = reverse("events:event_list") + "?view=month"
    plan("Een", "2027-02-03 10:00")
    indexed()
    client.get(address)
    with django_assert_max_num_queries(99) as few:
        client.get(address)
    for number in range(60):
        plan(f"Sessie {number}", f"2027-02-{1 + number % 28:02} 10:00", status="postponed")
    plan("Spreekuur", "2027-02-02 09:00", rule="FREQ=WEEKLY;COUNT=4", time_zone="Europe/London")
    plan("Lang", "2027-02-01", "2027-02-28")
    indexed()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
