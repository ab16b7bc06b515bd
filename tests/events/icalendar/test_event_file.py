"""The file of one event."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar

from events.models import EventChange
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db

DAY = date(2027, 7, 1)


def _address(event, language: str = "nl") -> str:
    with override(language):
        return reverse("events:event_ics", kwargs={"pk": event.pk})


def _get(client, event, language="nl", **headers):
    return client.get(_address(event, language), headers=headers)


def _calendar(response) -> Calendar:
    assert response.status_code == 200
    return Calendar.from_ical(response.getvalue())


def _weekly():
    event = EventFactory.build(
        title="Spreekuur", title_en="Open desk", start_date=DAY, rule="FREQ=WEEKLY;COUNT=3"
    )
    event.changes = [EventChange(original_date=date(2027, 7, 8), start_time=time(14))]
    event.save()
    return event


def test_holds_the_event_with_all_its_dates_and_the_rules_of_its_zone(client):
    response = _get(client, _weekly())
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="spreekuur.ics"'
    assert response["X-Robots-Tag"] == "noindex"
    calendar = _calendar(response)
    assert len(calendar.events) == 2
    assert [zone["TZID"] for zone in calendar.timezones] == ["Europe/Amsterdam"]


def test_has_no_name_of_a_calendar_so_that_outlook_adds_it_to_the_readers_own(client):
    assert "X-WR-CALNAME" not in _calendar(_get(client, _weekly()))
    assert "METHOD" not in _calendar(_get(client, _weekly()))


def test_speaks_the_language_of_its_address(client):
    event = _weekly()
    assert _calendar(_get(client, event)).events[0]["SUMMARY"] == "Spreekuur"
    assert _calendar(_get(client, event, "en")).events[0]["SUMMARY"] == "Open desk"


def test_one_date_of_a_series_has_a_uid_of_its_own_and_no_rule(client):
    event = _weekly()
    response = client.get(_address(event), {"date": "2027-07-08T10:00:00"})
    (component,) = _calendar(response).events
    assert component.start.hour == 14
    assert component["URL"].endswith("?date=2027-07-08T10%3A00%3A00")
    assert component["UID"] != event.calendar_entry.uid
    assert component["UID"].endswith("@testserver")
    assert not {"RRULE", "RECURRENCE-ID"} & set(component)


def test_a_date_keeps_its_uid_when_it_is_moved(client):
    event = _weekly()
    ask = {"date": "2027-07-15T10:00:00"}
    before = _calendar(client.get(_address(event), ask)).events[0]["UID"]
    event.changes = [EventChange(original_date=date(2027, 7, 15), start_time=time(16))]
    event.save()
    assert _calendar(client.get(_address(event), ask)).events[0]["UID"] == before


@pytest.mark.parametrize("asked", ["2027-07-09", "gisteren", "\x00", "2027-07-08T10:00:00Z"])
def test_a_date_that_does_not_exist_is_not_found(client, asked):
    assert client.get(_address(_weekly()), {"date": asked}).status_code == 404


def test_what_is_not_public_or_has_no_day_is_not_found(client):
    assert _get(client, EventFactory(live=False)).status_code == 404
    old = EventFactory(start_date=date(2020, 1, 1), all_day=True, precision="year")
    assert _get(client, old).status_code == 404
    event = EventFactory()
    event.live = False
    event.save()
    assert _get(client, event).status_code == 404
    assert client.get("/agenda/999999999999999.ics").status_code == 404


def test_who_has_it_already_is_told_so(client):
    event = _weekly()
    first = _get(client, event)
    assert _get(client, event).getvalue() == first.getvalue()
    known = {"if-none-match": first["ETag"]}
    assert _get(client, event, **known).status_code == 304
    event.start_date = DAY + timedelta(days=7)
    event.save()
    assert _get(client, event, **known).status_code == 200


def test_takes_one_query(client, django_assert_num_queries):
    event = _weekly()
    with django_assert_num_queries(1):
        _get(client, event).getvalue()
