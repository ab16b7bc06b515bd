"""Two partners with a calendar each, and what stands in them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from harvest.models import Record, Source
from harvest.records import ReadRecord
from tests.factories import EventFactory, OrganisationFactory
from tests.harvest.partner_server import partner_server
from tests.people import People, as_user, people

__all__ = ["as_user", "partner_server", "people"]

DAY = date.today() + timedelta(days=30)


def told(key: str = "uid-1", **values: Any) -> ReadRecord:
    """What a feed tells of an afternoon about robots in Almere."""
    usual = {
        "title": "Robotica voor de maakindustrie",
        "description": "",
        "all_day": False,
        "start": f"{DAY}T13:00:00",
        "end": f"{DAY}T17:00:00",
        "time_zone": "Europe/Amsterdam",
        "rule": "",
        "extra_dates": [],
        "excluded_dates": [],
        "changes": [],
        "status": "scheduled",
        "location_name": "Techniekhuis",
        "location_address": "Damsluisweg 63, 1332 EB Almere",
        "online_url_found": "",
        "website": "",
        "categories": [],
        "language": "",
    }
    said = usual | values
    return ReadRecord(key=key, title=said["title"], values=said)


@pytest.fixture
def make_event(people: People) -> Callable[..., Any]:
    """The same afternoon, typed by hand by the first partner."""

    def make(**values: Any) -> Any:
        usual = {
            "title": "Robotica voor de maakindustrie",
            "start_date": DAY,
            "start_time": "13:00",
            "end_time": "17:00",
            "location_name": "Techniekhuis Almere",
            "location_address": "Damsluisweg 63, 1332 EB Almere",
            "owner": people.organisation,
            "organisations": [people.organisation],
            "region": people.region_a,
        }
        event = EventFactory(**(usual | values))
        event.refresh_from_db()
        return event

    return make


@pytest.fixture
def source(people: People) -> Source:
    return Source.objects.create(
        organisation=OrganisationFactory(title="Tweede partner", region=people.region_a),
        region=people.region_a,
        name="Agenda van de tweede partner",
        kind="icalendar",
        address="https://tweede.example/agenda.ics",
    )


@pytest.fixture
def other_source(people: People) -> Source:
    return Source.objects.create(
        organisation=people.organisation,
        region=people.region_a,
        name="Agenda van de eerste partner",
        kind="icalendar",
        address="https://eerste.example/agenda.ics",
    )


def stored(source: Source, read: ReadRecord, event: Any = None) -> Record:
    """A record as a run leaves it behind."""
    return Record.objects.create(
        source=source,
        key=read.key,
        title=read.title,
        values=dict(read.values),
        fingerprint=read.fingerprint,
        next_start=read.next_start,
        item_kind="event" if event else "",
        item_pk=event.pk if event else None,
    )
