"""Events are uploaded with their day, time and place, and come back as they were."""

from datetime import date, datetime, time
from typing import Any

import pytest

from events.models import Event
from tests.factories import EventFactory
from tests.initiatives.bulk_upload.uploading import address, messages, outcomes, upload
from tests.organisations.bulk_upload.made_files import csv_bytes, xlsx_bytes
from tests.people import People

pytestmark = pytest.mark.django_db
HEADER = ["Titel", "Samenvatting", "Datum", "Begintijd", "Einde", "Eindtijd", "Plaats", "Hele dag"]


def test_a_row_becomes_an_event(people: People, as_user: Any):
    client = as_user(people.member)
    rows = [
        ["Open dag", "Kom kijken.", "1 december 2027", "9.30 uur", None, "14u", "Aula", "nee"],
        ["Week", "Een week lang.", datetime(2027, 12, 6), None, None, None, None, "ja"],
        ["Open dag", "Nog een keer.", "2-12-2027", time(9, 30), None, None, "Aula"],
        ["Omgekeerd", "Klopt niet.", "1-12-2027", "12:00", None, "11:00"],
        ["Zonder dag", "Wanneer?", None],
    ]
    upload(client, people.organisation, xlsx_bytes([HEADER, *rows]), kind="event")
    assert outcomes() == {2: "new", 3: "new", 4: "new", 5: "refused", 6: "refused"}
    assert set(messages()[5]) == {"end_time"}
    assert set(messages()[6]) == {"start_date"}
    client.post(address("doorvoeren/"), {"then": "draft"})
    first = Event.objects.get(title="Open dag", start_date=date(2027, 12, 1))
    assert (first.start_time, first.end_time, first.location_name) == (
        time(9, 30),
        time(14),
        "Aula",
    )
    assert (first.owner, first.live) == (people.organisation, False)
    assert Event.objects.get(title="Week").all_day


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_events_come_back_as_they_were(people: People, as_user: Any, ending: str):
    client = as_user(people.member)
    EventFactory(owner=people.organisation)
    EventFactory(owner=people.organisation, rule="FREQ=WEEKLY;COUNT=3")
    EventFactory(owner=people.organisation, all_day=True, start_time=None, end_time=None)
    base = f"/mijn-organisatie/upload/{people.organisation.pk}/event/current.{ending}"
    upload(client, people.organisation, client.get(base).content, kind="event")
    assert (outcomes(), messages()) == (dict.fromkeys((2, 3, 4), "unchanged"), {})


def test_how_an_event_repeats_is_not_touched(people: People, as_user: Any):
    client = as_user(people.member)
    event = EventFactory(owner=people.organisation, live=False, rule="FREQ=WEEKLY;COUNT=3")
    rows = csv_bytes([["id", "Titel"], [event.pk, "Andere titel"]])
    upload(client, people.organisation, rows, kind="event")
    client.post(address("doorvoeren/"), {"then": "draft"})
    event.refresh_from_db()
    assert (event.title, event.rule) == ("Andere titel", "FREQ=WEEKLY;COUNT=3")
