"""Somebody subscribes with vdirsyncer over HTTP, and looks with khal after every sync."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from http.client import HTTPMessage
from types import MappingProxyType
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.urls import reverse

from events.models import Event, EventChange, Occurrence
from tests.clients.events_of_every_sort import make_events_of_every_sort
from tests.clients.making import make, off
from tests.clients.shown import Shown, in_order, shown_by_us

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_spring")]
FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)


@pytest.fixture
def somebody(live_server, subscribed):
    return subscribed(live_server.url + reverse("events:calendar_feed"))


@pytest.fixture
def sees(somebody) -> Callable[[], list[Shown]]:
    """Syncs, and gives what khal shows then."""

    def look() -> list[Shown]:
        somebody.sync()
        return somebody.shows(FIRST, LAST)

    return look


def at(month: int, day: int, hour: int) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_a_first_sync_brings_every_date_of_our_own_table(sees):
    make_events_of_every_sort()
    dates = Occurrence.objects.touching_days(FIRST, LAST).for_lists()
    assert sees() == in_order(map(shown_by_us, dates))


def test_a_subscription_follows_what_becomes_of_an_event(sees):
    event = make("Kennismaking", "2026-05-12 14:00", "2026-05-12 16:00")
    assert sees() == [Shown("Kennismaking", at(5, 12, 12), at(5, 12, 14))]

    event.start_time, event.end_time = time(10), time(11)
    event.save()
    assert sees() == [Shown("Kennismaking", at(5, 12, 8), at(5, 12, 9))]

    event.status = Event.Status.CANCELLED
    event.save()
    assert sees() == [
        Shown("Geannuleerd: Kennismaking", at(5, 12, 8), at(5, 12, 9), cancelled=True)
    ]

    event.status = Event.Status.SCHEDULED
    event.save()
    week = make("Week van de ICT", "2026-06-08", "2026-06-14")
    assert sees() == [
        Shown("Kennismaking", at(5, 12, 8), at(5, 12, 9)),
        Shown("Week van de ICT", date(2026, 6, 8), date(2026, 6, 15)),
    ]

    week.unpublish()
    assert sees() == [Shown("Kennismaking", at(5, 12, 8), at(5, 12, 9))]


def test_a_subscription_follows_what_becomes_of_the_dates_of_a_series(sees):
    event = make("Inloop", "2026-04-14 09:00", "2026-04-14 10:00", rule="FREQ=WEEKLY;COUNT=3")
    usual = [Shown("Inloop", at(4, day, 7), at(4, day, 8)) for day in (14, 21, 28)]
    assert sees() == usual

    event.changes.add(
        EventChange(
            original_date=date(2026, 4, 21), start_date=date(2026, 4, 22), start_time=time(19)
        )
    )
    event.save()
    later = Shown("Inloop", at(4, 22, 17), at(4, 22, 18))
    assert sees() == [usual[0], later, usual[2]]

    event.changes.add(off("2026-04-28"))
    event.save()
    cancelled = Shown("Geannuleerd: Inloop", at(4, 28, 7), at(4, 28, 8), cancelled=True)
    assert sees() == [usual[0], later, cancelled]

    event.rule = "FREQ=WEEKLY;COUNT=5"
    event.excluded_dates = ["2026-05-05T09:00:00"]
    event.save()
    added = Shown("Inloop", at(5, 12, 7), at(5, 12, 8))
    assert sees() == [usual[0], later, cancelled, added]

    event.changes.clear()
    event.rule, event.excluded_dates = "", []
    event.save()
    assert sees() == usual[:1]


def test_whoever_asks_whether_anything_changed_gets_the_calendar_only_when_it_did(live_server):
    event = make("Kennismaking", "2026-05-12 14:00", "2026-05-12 16:00")
    address = live_server.url + reverse("events:calendar_feed")
    first = fetched(address)
    by_etag = {"If-None-Match": first.headers["ETag"]}
    by_date = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert not first.headers["ETag"].startswith("W/")
    for known in (by_etag, by_date):
        assert (fetched(address, known).status, fetched(address, known).body) == (304, b"")

    event.title = "Nadere kennismaking"
    event.save()
    changed = fetched(address, by_etag)
    assert (changed.status, b"SUMMARY:Nadere" in changed.body) == (200, True)
    assert fetched(address, {"If-None-Match": changed.headers["ETag"]}).status == 304


class Fetched(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes


def fetched(address: str, headers: Mapping[str, str] = MappingProxyType({})) -> Fetched:
    try:
        with urlopen(Request(address, headers=dict(headers))) as answer:
            return Fetched(answer.status, answer.headers, answer.read())
    except HTTPError as answer:
        return Fetched(answer.code, answer.headers, answer.read())
