"""The list by day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from events.models import EventChange
from search.agenda import matching_dates
from search.agenda.whole_days import ENOUGH
from tests.factories import OrganisationFactory, ProvinceFactory, ScaleFactory
from tests.search.agenda.conftest import TODAY


@pytest.fixture(autouse=True)
def with_an_index(index):
    pass


def shown(context) -> list[tuple[str, list[str]]]:
    return [(group.heading, [e.title for e in group.entries]) for group in context["groups"]]


def entry_of(context, title: str):
    entries = [entry for group in context["groups"] for entry in group.entries]
    return next(entry for entry in entries if entry.title == title)


def test_days_follow_each_other_and_all_day_goes_first(plan, agenda, indexed):
    plan("Laat", "2027-02-03 20:00")
    plan("Vroeg", "2027-02-03 09:00")
    plan("Themadag", "2027-02-03")
    plan("Later", "2027-02-10 10:00")
    plan("Voorbij", "2027-02-02 10:00")
    indexed()
    assert shown(agenda()) == [
        ("woensdag 3 februari 2027", ["Themadag", "Vroeg", "Laat"]),
        ("woensdag 10 februari 2027", ["Later"]),
    ]


def test_today_and_tomorrow_are_called_so(plan, agenda, indexed):
    for day in ("2027-02-03", "2027-02-04", "2027-02-05"):
        plan("x", day)
    indexed()
    with override("en"):
        assert [group.near for group in agenda()["groups"]] == ["Today", "Tomorrow", ""]


def test_something_of_several_days_stands_once_with_its_last_day(plan, agenda, indexed):
    plan("Festival", "2027-02-05", "2027-02-07")
    plan("Hackathon", "2027-02-05 20:00", "2027-02-06 20:30")
    plan("Avond", "2027-02-05 20:00", "2027-02-06 00:00")
    indexed()
    context = agenda()
    assert shown(context) == [("vrijdag 5 februari 2027", ["Festival", "Hackathon", "Avond"])]
    with override("en"):
        context = agenda()
    assert entry_of(context, "Festival").until == "until Sunday 7 February"
    assert entry_of(context, "Hackathon").hours == "20:00"
    assert entry_of(context, "Hackathon").until == "until Saturday 6 February, 20:30"
    assert (entry_of(context, "Avond").hours, entry_of(context, "Avond").until) == (
        "20:00 to 24:00",
        "",
    )


def test_what_has_begun_and_goes_on_stands_before_the_days(plan, agenda, indexed):
    plan("Expositie", "2027-01-20", "2027-02-20")
    plan("Over", "2027-01-20", "2027-02-02")
    plan("Vandaag", "2027-02-03 10:00")
    indexed()
    context = agenda()
    assert [entry.title for entry in context["going_on"]] == ["Expositie"]
    assert shown(context) == [("woensdag 3 februari 2027", ["Vandaag"])]


def test_cancelled_dates_stay_and_say_so(plan, agenda, indexed):
    plan("Afgelast", "2027-02-04 10:00", status="cancelled", status_note="De spreker is ziek.")
    series = plan("Spreekuur", "2027-02-04 09:00", rule="FREQ=WEEKLY;COUNT=2")
    EventChange.objects.create(event=series, original_date="2027-02-11", cancelled=True)
    series.save()
    indexed()
    context = agenda()
    assert entry_of(context, "Afgelast").status == "cancelled"
    assert entry_of(context, "Afgelast").note == "De spreker is ziek."
    spreekuur = [e for group in context["groups"] for e in group.entries if e.title == "Spreekuur"]
    assert [entry.status for entry in spreekuur] == ["", "cancelled"]


def test_line_says_where_who_for_whom_and_how_often(plan, agenda, indexed):
    keeper = OrganisationFactory(title="School")
    party = OrganisationFactory(title="Bedrijf")
    hidden = OrganisationFactory(title="Verborgen", live=False)
    plan(
        "Spreekuur",
        "2027-02-04 09:00",
        location_name="Bibliotheek",
        location_address="Plein 1, Almere",
        online_url="https://meet.example.org",
        owner=keeper,
        organisations=[party, keeper, hidden],
        provinces=[ProvinceFactory(code="NL-FL", label="Flevoland")],
        spoken_language="en",
        rule="FREQ=WEEKLY",
    )
    plan("Landelijk", "2027-02-04 10:00", scale=ScaleFactory(), spoken_language="nl")
    indexed()
    entry = entry_of(agenda(), "Spreekuur")
    assert (entry.place, entry.address, entry.is_online) == (
        "Bibliotheek",
        "Plein 1, Almere",
        True,
    )
    assert entry.parties == ("School", "Bedrijf")
    assert entry.region == "Flevoland"
    assert entry.rhythm
    assert entry.spoken
    national = entry_of(agenda(), "Landelijk")
    assert (national.rhythm, national.spoken, national.is_online) == ("", "", False)
    assert national.region


def test_time_elsewhere_names_the_city(plan, agenda, indexed):
    plan("Talk", "2027-02-04 10:00", time_zone="Europe/London")
    plan("Lezing", "2027-02-04 10:00")
    indexed()
    context = agenda()
    assert (entry_of(context, "Talk").elsewhere, entry_of(context, "Talk").hours) == (
        "London",
        "10:00",
    )
    assert entry_of(context, "Lezing").elsewhere == ""


def test_old_facts_stand_under_the_month_that_is_known(plan, agenda, indexed):
    plan("Rapport", "2022-06-01", "2022-06-30", precision="month")
    plan("Convenant", "2022-06-01")
    indexed()
    context = agenda("on=2022-06-01")
    assert shown(context) == [
        ("juni 2022", ["Rapport"]),
        ("woensdag 1 juni 2022", ["Convenant"]),
    ]


def test_month_and_week_lead_to_what_only_the_list_has(plan, agenda, indexed):
    plan("Rapport", "2022-06-01", "2022-06-30", precision="month")
    plan("Jaar", "2022-01-01", "2022-12-31", precision="year")
    plan("Convenant", "2022-06-01")
    indexed()
    context = agenda("view=month&on=2022-06-15")
    titles = [e["title"] for week in context["weeks"] for cell in week.cells for e in cell.entries]
    assert titles == ["Convenant"]
    assert context["known_roughly"]["number"] == 2
    assert context["known_roughly"]["url"].endswith("?on=2022-01-01")
    assert agenda("view=week&on=2022-06-15")["known_roughly"]["number"] == 2
    assert agenda("view=month")["known_roughly"] is None


def test_list_goes_on_with_whole_days(plan, agenda, indexed):
    for number in range(50):
        plan(f"Sessie {number}", f"2027-02-{4 + number // 10:02} 10:00")
    indexed()
    first = agenda()
    assert [len(group.entries) for group in first["groups"]] == [10, 10, 10, 10]
    assert first["after"].url.endswith("?on=2027-02-08")
    assert first["before"] is None
    second = agenda("on=2027-02-08")
    assert [len(group.entries) for group in second["groups"]] == [10]
    assert second["after"] is None
    assert second["before"].url.endswith("?on=2027-02-04")


def test_what_is_over_is_one_link_away(plan, agenda, indexed):
    plan("Geweest", "2027-02-01 10:00")
    plan("Komt", "2027-02-05 10:00")
    indexed()
    context = agenda()
    assert context["before"].url.endswith("?on=2027-02-01")
    assert shown(agenda("on=2027-02-01"))[0] == ("maandag 1 februari 2027", ["Geweest"])


def test_crowded_day_has_pages_of_its_own(plan, agenda, indexed):
    for number in range(85):
        plan(f"Sessie {number}", "2027-02-04 10:00")
    plan("Daarna", "2027-02-06 10:00")
    plan("Daarvoor", "2027-02-03 10:00")
    indexed()
    address = reverse("events:event_list")
    assert agenda()["after"].url == f"{address}?on=2027-02-04"
    first = agenda("on=2027-02-04")
    assert first["numbers"] == (1, ENOUGH, 85)
    assert first["after"].url == f"{address}?on=2027-02-04&page=2"
    last = agenda("on=2027-02-04&page=3")
    assert (last["numbers"], len(last["groups"][0].entries)) == ((81, 85, 85), 5)
    assert last["before"].url == f"{address}?on=2027-02-04&page=2"
    assert last["after"].url == f"{address}?on=2027-02-06"
    titles = [
        entry.title
        for page in (1, 2, 3)
        for entry in agenda(f"on=2027-02-04&page={page}")["groups"][0].entries
    ]
    assert len(set(titles)) == 85
    agenda("on=2027-02-04&page=4", status=404)
    agenda("page=2", status=404)


def test_filters_narrow_the_dates_as_they_narrow_the_search(plan, agenda, indexed):
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland")
    zeeland = ProvinceFactory(code="NL-ZE", label="Zeeland")
    plan("In Flevoland", "2027-02-04 10:00", provinces=[flevoland])
    plan("In Zeeland", "2027-02-04 11:00", provinces=[zeeland])
    plan("Overal", "2027-02-05 10:00", scale=ScaleFactory())
    indexed()
    assert [titles for _day, titles in shown(agenda("province=NL-FL"))] == [
        ["In Flevoland"],
        ["Overal"],
    ]
    assert shown(agenda("province=NL-FL&national=0"))[0][1] == ["In Flevoland"]
    assert shown(agenda("q=zeeland"))[0][1] == ["In Zeeland"]
    assert agenda("province=NL-FL")["total"] == 2


def test_numbers_beside_the_filters_are_about_the_days_shown(plan, agenda, indexed):
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland")
    plan("Geweest", "2027-01-04 10:00", provinces=[flevoland])
    plan("Komt", "2027-02-04 10:00", provinces=[flevoland])
    plan("Komt later", "2027-05-04 10:00", provinces=[flevoland])
    indexed()

    def count(querystring: str) -> int:
        panels = agenda(querystring)["facets"]
        (province,) = [panel for panel in panels if panel.name == "province"]
        return province.options[0].count

    assert count("") == 2
    assert count("on=2027-01-01") == 3
    assert count("view=month") == 1


def test_nothing_with_these_filters_tells_when_there_was(plan, agenda, indexed):
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland")
    drenthe = ProvinceFactory(code="NL-DR", label="Drenthe")
    ProvinceFactory(code="NL-ZE", label="Zeeland")
    plan("Geweest", "2027-01-12 10:00", provinces=[flevoland])
    plan("Andere", "2027-02-12 10:00", provinces=[drenthe])
    indexed()
    context = agenda("province=NL-FL")
    assert context["groups"] == []
    assert context["nearest"].before.url.endswith("?province=NL-FL&on=2027-01-12")
    assert [way["count"] for way in context["help"].ways] == [1]
    nothing = agenda("province=NL-ZE")["nearest"]
    assert (nothing.before, nothing.after) == (None, None)


def test_thousands_of_matches_are_asked_for_window_by_window(plan, agenda, indexed, monkeypatch):
    monkeypatch.setattr(matching_dates, "FEW", 3)
    monkeypatch.setattr(matching_dates, "WINDOWS", (2, 6))
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland")
    drenthe = ProvinceFactory(code="NL-DR", label="Drenthe")
    for number in range(12):
        plan(f"Hier {number}", f"2027-02-{4 + number:02} 10:00", provinces=[flevoland])
        plan(f"Elders {number}", f"2027-02-{4 + number:02} 10:00", provinces=[drenthe])
    for number in range(4):
        plan(f"Eerder {number}", f"2027-01-{4 + number:02} 10:00", provinces=[flevoland])
    indexed()
    found = [titles for _day, titles in shown(agenda("province=NL-FL"))]
    assert found == [[f"Hier {number}"] for number in range(12)]
    assert agenda("province=NL-FL")["before"].url.endswith("on=2027-01-04")


def test_queries_do_not_grow_with_the_events(plan, client, indexed, django_assert_max_num_queries):
    flevoland = ProvinceFactory(code="NL-FL", label="Flevoland")

    def fill(count: int) -> None:
        for number in range(count):
            plan(
                f"Sessie {number}",
                f"{TODAY + timedelta(days=number % 5)} 10:00",
                organisations=[OrganisationFactory()],
                provinces=[flevoland],
            )
        indexed()

    fill(3)
    for querystring in ("", "province=NL-FL"):
        address = f"{reverse('events:event_list')}?{querystring}"
        client.get(address)
        with django_assert_max_num_queries(99) as few:
            client.get(address)
    series = plan("Spreekuur", "2027-02-04 09:00", rule="FREQ=WEEKLY;COUNT=4", spoken_language="en")
    EventChange.objects.create(event=series, original_date="2027-02-11", note="Andere zaal")
    series.save()
    plan("Talk", "2027-02-05 10:00", time_zone="Europe/London", status="cancelled")
    plan("Rapport", "2027-02-01", "2027-02-28", precision="month")
    fill(40)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(f"{reverse('events:event_list')}?province=NL-FL")
