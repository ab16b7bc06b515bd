"""What search engines are told of an event, in terms of schema.org/Event."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from events.dates import stored_dates
from events.models import Event, EventChange
from tests.factories import (
    EventFactory,
    OrganisationFactory,
    ProvinceFactory,
    ScaleFactory,
)

pytestmark = pytest.mark.django_db

SCHEMA = "https://schema.org/"
MONDAY = date(2030, 1, 7)
NOW = datetime(2029, 12, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_december(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is December 2029, so that the horizon of series is the same on every run."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def _data(asked: str = "", now: datetime = NOW, **fields: Any) -> dict[str, Any]:
    return _data_of(EventFactory(**{"start_date": MONDAY} | fields), asked, now)


def _data_of(event: Event, asked: str = "", now: datetime = NOW) -> dict[str, Any]:
    event = Event.objects.for_page().get(pk=event.pk)
    event.dates = stored_dates(event, asked, now)
    return event.structured_data()


def _moved(earlier: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """An event that was announced for another time before."""
    event = EventFactory(**{"start_date": MONDAY} | fields | earlier)
    for name in earlier:
        setattr(event, name, {"start_date": MONDAY, "start_time": time(10)}[name])
    event.save()
    return _data_of(event)


# --- times ---------------------------------------------------------------------------------------


def test_times_have_the_offset_of_their_day() -> None:
    winter, summer = _data(), _data(start_date=date(2030, 7, 1))
    assert winter["startDate"] == "2030-01-07T10:00:00+01:00"
    assert winter["endDate"] == "2030-01-07T12:00:00+01:00"
    assert summer["startDate"] == "2030-07-01T10:00:00+02:00"


def test_times_elsewhere_are_on_the_clock_of_that_place() -> None:
    assert _data(time_zone="Europe/London")["startDate"] == "2030-01-07T10:00:00+00:00"


def test_whole_days_are_dates_and_the_last_day_is_included() -> None:
    data = _data(all_day=True, end_date=MONDAY + timedelta(days=1))
    assert (data["startDate"], data["endDate"]) == ("2030-01-07", "2030-01-08")


def test_without_a_known_end_there_is_none() -> None:
    assert "endDate" not in _data(end_time=None)


@pytest.mark.parametrize(
    ("precision", "days", "expected"),
    [
        ("month", (date(2022, 6, 1), date(2022, 6, 30)), ("2022-06", "2022-06")),
        ("quarter", (date(2022, 4, 1), date(2022, 6, 30)), ("2022-04", "2022-06")),
        ("year", (date(2025, 1, 1), date(2025, 12, 31)), ("2025", "2025")),
    ],
)
def test_a_day_that_nobody_knows_is_not_given(
    precision: str, days: tuple[date, date], expected: tuple[str, str]
) -> None:
    data = _data(all_day=True, start_date=days[0], end_date=days[1], precision=precision)
    assert (data["startDate"], data["endDate"]) == expected


# --- status --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("scheduled", "EventScheduled"),
        ("cancelled", "EventCancelled"),
        ("postponed", "EventPostponed"),
        ("moved-online", "EventMovedOnline"),
    ],
)
def test_every_status_has_its_term_and_keeps_its_start(status: str, expected: str) -> None:
    data = _data(status=status)
    assert data["eventStatus"] == SCHEMA + expected
    assert data["startDate"] == "2030-01-07T10:00:00+01:00"
    assert "previousStartDate" not in data


def test_what_was_moved_gives_where_it_was() -> None:
    data = _moved({"start_date": date(2030, 1, 3)})
    assert data["eventStatus"] == f"{SCHEMA}EventRescheduled"
    assert data["previousStartDate"] == "2030-01-03T10:00:00+01:00"


def test_whole_days_that_were_moved_give_the_earlier_day() -> None:
    data = _moved({"start_date": date(2030, 1, 3)}, all_day=True)
    assert data["previousStartDate"] == "2030-01-03"


def test_what_was_moved_and_then_went_online_is_both() -> None:
    data = _moved({"start_time": time(8)}, status="moved-online")
    assert data["eventStatus"] == [
        f"{SCHEMA}EventMovedOnline",
        f"{SCHEMA}EventRescheduled",
    ]


def test_what_was_moved_and_then_cancelled_is_cancelled() -> None:
    data = _moved({"start_time": time(8)}, status="cancelled")
    assert data["eventStatus"] == f"{SCHEMA}EventCancelled"
    assert "previousStartDate" not in data


# --- where ---------------------------------------------------------------------------------------


def test_a_place_is_offline_with_its_address() -> None:
    data = _data(
        location_name="Stadhuis",
        location_address="Plein 1, Almere",
        provinces=[ProvinceFactory(label="Flevoland")],
    )
    assert data["eventAttendanceMode"] == f"{SCHEMA}OfflineEventAttendanceMode"
    assert data["location"] == {
        "@type": "Place",
        "name": "Stadhuis",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Plein 1, Almere",
            "addressRegion": "Flevoland",
            "addressCountry": "NL",
        },
    }


def test_an_event_abroad_is_not_placed_in_this_country() -> None:
    abroad = _data(location_name="City Hall", time_zone="Europe/London")
    assert "addressCountry" not in abroad["location"]["address"]
    national = _data(location_name="Stadhuis", scale=ScaleFactory())
    assert national["location"]["address"]["addressCountry"] == "NL"


def test_online_has_a_virtual_location() -> None:
    data = _data(online_url="https://meet.example/x")
    assert data["eventAttendanceMode"] == f"{SCHEMA}OnlineEventAttendanceMode"
    assert data["location"] == {"@type": "VirtualLocation", "url": "https://meet.example/x"}


def test_both_have_both() -> None:
    data = _data(location_name="Stadhuis", online_url="https://meet.example/x")
    assert data["eventAttendanceMode"] == f"{SCHEMA}MixedEventAttendanceMode"
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]


def test_moved_online_is_online_only_and_leads_to_the_page_without_an_address() -> None:
    event = EventFactory(start_date=MONDAY, status="moved-online", location_name="Stadhuis")
    data = _data_of(event)
    assert data["eventAttendanceMode"] == f"{SCHEMA}OnlineEventAttendanceMode"
    assert data["location"]["url"].endswith(event.get_absolute_url())


def test_nobody_is_led_to_a_cancelled_meeting() -> None:
    data = _data(status="cancelled", online_url="https://meet.example/x")
    assert "meet.example" not in data["location"]["url"]


def test_nothing_is_said_about_a_place_that_nobody_named() -> None:
    data = _data()
    assert "location" not in data
    assert "eventAttendanceMode" not in data


# --- offers --------------------------------------------------------------------------------------


def test_free_costs_nothing() -> None:
    data = _data(cost="free")
    assert data["isAccessibleForFree"] is True
    assert data["offers"]["price"] == "0"
    assert data["offers"]["priceCurrency"] == "EUR"


def test_a_price_is_a_plain_number_in_euros() -> None:
    data = _data(cost="paid", cost_amount="1250.50", registration_url="https://r.example")
    assert data["isAccessibleForFree"] is False
    assert data["offers"] == {
        "@type": "Offer",
        "price": "1250.50",
        "priceCurrency": "EUR",
        "url": "https://r.example",
        "availability": f"{SCHEMA}InStock",
    }


def test_an_unknown_price_is_not_given() -> None:
    assert "price" not in _data(cost="paid")["offers"]
    assert "offers" not in _data()


def test_registration_ends_with_its_last_day() -> None:
    fields = {"registration_url": "https://r.example", "registration_deadline": date(2029, 12, 15)}
    offer = _data(**fields)["offers"]
    assert offer["validThrough"] == "2029-12-15T23:59:59+01:00"
    assert offer["availability"] == f"{SCHEMA}InStock"
    late = _data(**fields, now=NOW + timedelta(days=1))["offers"]
    assert "availability" not in late
    assert "r.example" not in late["url"]


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_nobody_can_register_for_what_does_not_go_ahead(status: str) -> None:
    assert "availability" not in _data(status=status, cost="free")["offers"]


# --- people, words, family -----------------------------------------------------------------------


def test_organisers_lead_to_their_pages_if_they_have_one() -> None:
    owner, known, unknown = (
        OrganisationFactory(title="Eigenaar"),
        OrganisationFactory(title="Bekend"),
        OrganisationFactory(title="Nog niet openbaar", live=False),
    )
    organisers = _data(owner=owner, organisations=[known, unknown])["organizer"]
    assert [(row["name"], "url" in row) for row in organisers] == [
        ("Eigenaar", True),
        ("Bekend", True),
        ("Nog niet openbaar", False),
    ]


@pytest.mark.parametrize(
    ("spoken", "expected"), [("en", "en"), ("nl-en", ["nl", "en"]), ("other", None)]
)
def test_the_language_is_the_one_spoken(spoken: str, expected: Any) -> None:
    assert _data(spoken_language=spoken)["inLanguage"] == expected


def test_sorts_of_events_have_their_own_type() -> None:
    assert _data(event_type="training")["@type"] == "EducationEvent"
    assert _data(event_type="publication", all_day=True)["@type"] == "PublicationEvent"
    assert _data()["@type"] == "Event"


def test_a_part_names_the_whole_and_the_whole_its_parts() -> None:
    week = EventFactory(
        title="Week", all_day=True, start_date=MONDAY, end_date=MONDAY + timedelta(days=4)
    )
    part = EventFactory(title="Deel", start_date=MONDAY, part_of=week)
    assert _data_of(part)["superEvent"]["name"] == "Week"
    [sub] = _data_of(week)["subEvent"]
    assert sub["name"] == "Deel"
    assert sub["startDate"] == "2030-01-07T10:00:00+01:00"
    assert sub["eventStatus"] == f"{SCHEMA}EventScheduled"


# --- series --------------------------------------------------------------------------------------


def _series(rule: str, **fields: Any) -> dict[str, Any]:
    return _data(rule=rule, **fields).get("eventSchedule", {})


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;COUNT=10", {"repeatFrequency": "P1W", "byDay": [f"{SCHEMA}Monday"]}),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
            {"repeatFrequency": "P2W", "byDay": [f"{SCHEMA}Monday", f"{SCHEMA}Thursday"]},
        ),
        ("FREQ=MONTHLY;BYDAY=2TU", {"repeatFrequency": "P1M", "byDay": ["2TU"]}),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", {"repeatFrequency": "P1M", "byDay": ["2TU"]}),
        ("FREQ=MONTHLY;BYDAY=-1FR", {"byDay": ["-1FR"]}),
        ("FREQ=MONTHLY", {"byMonthDay": [7]}),
        ("FREQ=YEARLY", {"repeatFrequency": "P1Y", "byMonth": [1], "byMonthDay": [7]}),
        ("FREQ=DAILY;COUNT=3", {"repeatFrequency": "P1D", "repeatCount": 3}),
        ("FREQ=WEEKLY;UNTIL=20300301T090000Z", {"endDate": "2030-03-01"}),
    ],
)
def test_a_rule_becomes_a_schedule(rule: str, expected: dict[str, Any]) -> None:
    schedule = _series(rule)
    assert schedule["@type"] == "Schedule"
    assert schedule["scheduleTimezone"] == "Europe/Amsterdam"
    assert (schedule["startTime"], schedule["endTime"]) == ("10:00:00", "12:00:00")
    assert {name: schedule[name] for name in expected} == expected


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY;BYYEARDAY=100",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    ],
)
def test_a_rule_without_words_in_schema_org_is_left_out(rule: str) -> None:
    data = _data(rule=rule)
    assert "eventSchedule" not in data
    assert data["subEvent"]


def test_dates_that_are_taken_out_are_exceptions() -> None:
    event = EventFactory(
        start_date=MONDAY, rule="FREQ=WEEKLY;COUNT=5", excluded_dates=["2030-01-14T10:00:00"]
    )
    event.changes = [EventChange(original_date=date(2030, 1, 21), cancelled=True)]
    event.save()
    assert _data_of(event)["eventSchedule"]["exceptDate"] == [
        "2030-01-14T10:00:00",
        "2030-01-21T10:00:00",
    ]


def test_a_series_is_about_its_next_date_and_tells_of_the_ones_after() -> None:
    event = EventFactory(start_date=MONDAY, rule="FREQ=WEEKLY;COUNT=10")
    event.changes = [
        EventChange(original_date=date(2030, 1, 14), cancelled=True),
        EventChange(original_date=date(2030, 1, 21), start_time=time(15)),
    ]
    event.save()
    data = _data_of(event)
    assert data["startDate"] == "2030-01-07T10:00:00+01:00"
    assert len(data["subEvent"]) == 5
    cancelled, moved, usual = data["subEvent"][:3]
    assert cancelled["eventStatus"] == f"{SCHEMA}EventCancelled"
    assert moved["eventStatus"] == f"{SCHEMA}EventRescheduled"
    assert moved["startDate"] == "2030-01-21T15:00:00+01:00"
    assert moved["previousStartDate"] == "2030-01-21T10:00:00+01:00"
    assert usual["url"].endswith("?date=2030-01-28T10%3A00%3A00")


def test_a_date_that_was_asked_for_is_what_it_is_about() -> None:
    data = _data(asked="2030-01-21", rule="FREQ=WEEKLY;COUNT=10")
    assert data["startDate"] == "2030-01-21T10:00:00+01:00"


def test_a_draft_without_dates_still_has_a_name() -> None:
    event = Event(title="Nieuw", start_date=MONDAY, start_time=time(10), rule="FREQ=OFTEN")
    assert event.structured_data()["name"] == "Nieuw"
