"""The page of one event: what somebody must know to come, or to stay at home."""

from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Event, EventChange
from tests.factories import (
    EventFactory,
    InitiativeFactory,
    OrganisationFactory,
    ProvinceFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db

MONDAY = date(2030, 1, 7)


def _page(client: Client, event: Event, **asked: str) -> str:
    response = client.get(event.path_in("en"), asked)
    assert response.status_code == 200
    return unescape(response.text)


def _weekly(**fields: Any) -> Event:
    """On ten Mondays from 7 January 2030, ten to twelve."""
    return EventFactory(start_date=MONDAY, rule="FREQ=WEEKLY;COUNT=10", **fields)


@pytest.fixture(autouse=True)
def _in_december(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 15 December 2029, so that words about time are the same on every run."""
    now = datetime(2029, 12, 15, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
    monkeypatch.setattr(timezone, "now", lambda: now)


# --- when and where ------------------------------------------------------------------------------


def test_it_says_when_and_where(client: Client) -> None:
    event = EventFactory(
        start_date=MONDAY, location_name="Stadhuis", location_address="Plein 1, Almere"
    )
    html = _page(client, event)
    assert '<time datetime="2030-01-07T10:00+01:00">Monday 7 January 2030, 10:00 to 12:00' in html
    assert "Stadhuis" in html
    assert "Plein 1, Almere" in html
    assert "https://www.openstreetmap.org/search?query=Stadhuis%2C+Plein+1%2C+Almere" in html


def test_taking_part_online_names_the_site_that_it_leads_to(client: Client) -> None:
    html = _page(client, EventFactory(start_date=MONDAY, online_url="https://www.meet.example/x"))
    assert 'href="https://www.meet.example/x"' in html
    assert "Take part online (meet.example)" in html


def test_an_old_fact_has_no_day(client: Client) -> None:
    event = EventFactory(
        start_date=date(2022, 6, 1),
        end_date=date(2022, 6, 30),
        all_day=True,
        precision="month",
        event_type="milestone",
    )
    html = _page(client, event)
    assert "June 2022" in html
    assert "1 June" not in html
    assert "2022-06-01" not in html
    assert ".ics" not in html


# --- notices -------------------------------------------------------------------------------------


def test_a_cancelled_event_says_so_and_lets_nobody_register(client: Client) -> None:
    event = EventFactory(
        start_date=MONDAY,
        status="cancelled",
        status_note="Volgend jaar weer.",
        registration_url="https://register.example",
        online_url="https://meet.example/x",
    )
    html = _page(client, event)
    assert "Cancelled" in html
    assert '<p lang="nl">Volgend jaar weer.</p>' in html
    assert "register.example" not in html
    assert "meet.example" not in html
    assert "calendar.google.com" not in html


def test_a_postponed_event_says_that_the_date_is_not_known(client: Client) -> None:
    html = _page(client, EventFactory(start_date=MONDAY, status="postponed"))
    assert "Postponed" in html
    assert "The new date is not known yet." in html
    assert "calendar.google.com" not in html


def test_what_moved_online_no_longer_names_a_place(client: Client) -> None:
    event = EventFactory(
        start_date=MONDAY,
        status="moved-online",
        location_name="Stadhuis",
        online_url="https://meet.example/x",
    )
    html = _page(client, event)
    assert "Moved online" in html
    assert "Stadhuis" not in html
    assert "https://meet.example/x" in html


def test_what_was_moved_says_when_it_was_announced_for(client: Client) -> None:
    event = EventFactory(start_date=date(2030, 1, 3), start_time=time(9))
    event.start_date = MONDAY
    event.save()
    assert "It was announced for Thursday 3 January 2030, 09:00." in _page(client, event)


def test_what_is_over_says_so(client: Client) -> None:
    event = EventFactory(start_date=date(2029, 12, 1), registration_url="https://register.example")
    html = _page(client, event)
    assert "This event is over." in html
    assert "register.example" not in html
    assert "calendar.google.com" not in html


def test_without_an_end_it_is_over_when_the_day_is(client: Client) -> None:
    today = EventFactory(start_date=date(2029, 12, 15), start_time=time(9), end_time=None)
    yesterday = EventFactory(start_date=date(2029, 12, 14), start_time=time(9), end_time=None)
    assert "This event is over." not in _page(client, today)
    assert "This event is over." in _page(client, yesterday)


# --- registration --------------------------------------------------------------------------------


def test_until_the_deadline_there_is_a_way_to_register(client: Client) -> None:
    event = EventFactory(
        start_date=MONDAY,
        registration_url="https://register.example",
        registration_deadline=date(2029, 12, 15),
    )
    html = _page(client, event)
    assert 'href="https://register.example"' in html
    assert "You can register until Saturday 15 December 2029." in html


def test_after_the_deadline_it_says_so_and_has_no_button(client: Client) -> None:
    event = EventFactory(
        start_date=MONDAY,
        registration_url="https://register.example",
        registration_deadline=date(2029, 12, 14),
    )
    html = _page(client, event)
    assert "register.example" not in html
    assert "You could register until Friday 14 December 2029." in html


# --- facts and family ----------------------------------------------------------------------------


def test_it_says_what_it_costs_in_which_language_and_for_how_many(client: Client) -> None:
    event = EventFactory(
        start_date=MONDAY, cost="paid", cost_amount=1250, spoken_language="en", audience_size=1500
    )
    html = _page(client, event)
    for fact in ("Paid, € 1,250.00", "English", "1,500 people"):
        assert fact in html


def test_it_leads_to_its_organisers_its_initiative_and_its_family(client: Client) -> None:
    organisation, initiative = OrganisationFactory(), InitiativeFactory()
    week = EventFactory(title="Week", all_day=True, start_date=MONDAY, end_date=date(2030, 1, 11))
    event = EventFactory(
        title="Deel",
        start_date=MONDAY,
        organisations=[organisation],
        initiative=initiative,
        part_of=week,
    )
    html = _page(client, event)
    for other in (organisation, initiative, week):
        assert other.path_in("en") in html
    assert event.path_in("en") in _page(client, week)


def test_drafts_around_it_are_not_named(client: Client) -> None:
    week = EventFactory(title="Geheime week", start_date=MONDAY, live=False)
    event = EventFactory(
        start_date=MONDAY,
        part_of=week,
        initiative=InitiativeFactory(title="Geheim plan", live=False),
    )
    EventFactory(title="Geheim deel", start_date=MONDAY, part_of=event, live=False)
    assert "Geheim" not in _page(client, event)


# --- series --------------------------------------------------------------------------------------


def test_a_series_shows_its_rule_and_its_next_dates(client: Client) -> None:
    html = _page(client, _weekly())
    assert "Every week on Monday" in html
    assert "Next time:" in html
    assert html.count("2030, 10:00 to 12:00") >= 10
    assert "Show 5 later dates" in html


def test_changed_dates_are_marked(client: Client) -> None:
    event = _weekly()
    event.changes = [
        EventChange(original_date=MONDAY, cancelled=True, note="Vakantie"),
        EventChange(original_date=MONDAY + timedelta(days=7), start_time=time(14)),
        EventChange(original_date=MONDAY + timedelta(days=14), location_name="Elders"),
    ]
    event.save()
    html = _page(client, event)
    assert "Cancelled" in html
    assert "Vakantie" in html
    assert "Other time than usual" in html
    assert "Other place than usual" in html
    # The first date does not go ahead, so the page is about the second.
    assert "Monday 14 January 2030, 14:00 to 16:00" in html


def test_a_date_that_was_asked_for_is_shown_first(client: Client) -> None:
    html = _page(client, _weekly(), date="2030-02-04T10:00:00")
    assert "The date you chose:" in html
    first = html.index("<time")
    assert html[first:].startswith('<time datetime="2030-02-04T10:00+01:00">Monday 4 February')
    assert 'aria-current="date"' in html


def test_a_date_may_be_named_by_its_day(client: Client) -> None:
    assert "The date you chose:" in _page(client, _weekly(), date="2030-02-04")


@pytest.mark.parametrize("asked", ["2030-02-05", "x", "\x00", "9" * 500, "2030-02-04T25:00"])
def test_a_date_that_is_none_shows_the_next(client: Client, asked: str) -> None:
    html = _page(client, _weekly(), date=asked)
    assert "The date you chose:" not in html
    assert "Next time:" in html


def test_a_cancelled_date_that_was_asked_for_says_so(client: Client) -> None:
    event = _weekly()
    event.changes = [EventChange(original_date=MONDAY, cancelled=True)]
    event.save()
    html = _page(client, event, date=MONDAY.isoformat())
    assert "This date is cancelled" in html
    assert "The other dates go ahead." in html


def test_a_moved_date_says_when_it_would_have_been(client: Client) -> None:
    event = _weekly()
    event.changes = [EventChange(original_date=MONDAY, start_date=date(2030, 1, 8))]
    event.save()
    html = _page(client, event, date=MONDAY.isoformat())
    assert "By the rule it would have been on Monday 7 January 2030, 10:00." in html


def test_an_outdated_address_keeps_the_date(client: Client) -> None:
    event = _weekly()
    response = client.get(f"/en/calendar/{event.pk}/", {"date": "2030-02-04"})
    assert response.status_code == 301
    assert response["Location"] == f"{event.path_in('en')}?date=2030-02-04"


# --- into one's own calendar ---------------------------------------------------------------------


def _links(client: Client, event: Event, **asked: str) -> dict[str, dict[str, list[str]]]:
    links = client.get(event.path_in("en"), asked).context["add_links"]
    return {link.name: parse_qs(urlsplit(link.url).query) for link in links}


def test_links_carry_the_same_moment_in_the_way_of_each_program(client: Client) -> None:
    links = _links(client, EventFactory(start_date=MONDAY, location_name="Stadhuis"))
    assert links["Google"]["dates"] == ["20300107T100000/20300107T120000"]
    assert links["Google"]["ctz"] == ["Europe/Amsterdam"]
    for name in ("Outlook.com", "Microsoft 365"):
        assert links[name]["startdt"] == ["2030-01-07T09:00:00Z"]
        assert links[name]["enddt"] == ["2030-01-07T11:00:00Z"]
        assert links[name]["location"] == ["Stadhuis"]


def test_links_for_whole_days_end_on_the_day_after(client: Client) -> None:
    links = _links(client, EventFactory(all_day=True, start_date=MONDAY, end_date=date(2030, 1, 8)))
    assert links["Google"]["dates"] == ["20300107/20300109"]
    assert links["Outlook.com"]["allday"] == ["true"]
    assert links["Outlook.com"]["enddt"] == ["2030-01-09"]


def test_a_series_has_a_file_with_all_dates_and_one_with_the_date_shown(client: Client) -> None:
    event = _weekly()
    page = client.get(event.path_in("en"), {"date": "2030-02-04"})
    for name, dates in (("ics_url", "RRULE"), ("date_ics_url", "20300204T100000")):
        file = b"".join(client.get(page.context[name]).streaming_content).decode()
        assert dates in file
    assert "date_ics_url" not in client.get(EventFactory(start_date=MONDAY).path_in("en")).context


def test_links_of_a_series_are_for_the_date_shown(client: Client) -> None:
    links = _links(client, _weekly(), date="2030-02-04")
    assert links["Google"]["dates"] == ["20300204T100000/20300204T120000"]
    assert "?date=2030-02-04" in links["Google"]["details"][0]


# --- preview and cost ----------------------------------------------------------------------------


def test_a_draft_can_be_previewed_before_it_has_dates_in_the_table() -> None:
    event = Event(title="Nieuw", start_date=MONDAY, start_time=time(10), rule="FREQ=WEEKLY;COUNT=3")
    context = event.page_context()
    assert len(context["next_dates"]) == 3
    assert "ics_url" not in context


def test_a_draft_with_a_rule_that_cannot_be_read_can_still_be_previewed() -> None:
    event = Event(title="Nieuw", start_date=MONDAY, start_time=time(10), rule="FREQ=OFTEN")
    assert event.page_context()["shown"] is None


def _surrounded(count: int) -> Event:
    event = EventFactory(
        start_date=MONDAY,
        rule=f"FREQ=WEEKLY;COUNT={count}",
        organisations=OrganisationFactory.create_batch(count),
        provinces=ProvinceFactory.create_batch(count),
        target_groups=TargetGroupFactory.create_batch(count),
        initiative=InitiativeFactory(),
    )
    event.changes = [
        EventChange(original_date=MONDAY + timedelta(weeks=week), note="x") for week in range(count)
    ]
    event.save()
    provinces = ProvinceFactory.create_batch(2)
    for _number in range(count):
        EventFactory(start_date=MONDAY, part_of=event, provinces=provinces, location_name="X")
        EventFactory(start_date=MONDAY, initiative=event.initiative)
    return event


def test_queries_do_not_grow_with_dates_parts_and_what_surrounds_it(client: Client) -> None:
    numbers = []
    for event in (_surrounded(2), _surrounded(20)):
        client.get(event.path_in("nl"))
        with CaptureQueriesContext(connection) as queries:
            client.get(event.path_in("nl"))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] == 16


def test_an_event_that_nobody_confirmed_does_not_look_as_if_it_may_not_take_place(client):
    event = EventFactory(verified_on=None)
    assert "Nog niet bevestigd" not in client.get(event.get_absolute_url()).content.decode()
