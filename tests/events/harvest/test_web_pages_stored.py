"""From a page on the web to an event here."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from events.models import Event
from harvest.kinds import ReadOptions, kind_called
from harvest.models import Record, Source
from harvest.records import Content

pytestmark = pytest.mark.django_db
DAY = date.today() + timedelta(days=40)


def run(source: Source, **values: Any) -> Event:
    said = {
        "name": "Robotica in de kas",
        "price": "12,50",
        "register": "https://tickets.example/1",
        **values,
    }
    page = f"""<html><script type="application/ld+json">{{"@type": "Event", "name": "{said["name"]}",
        "url": "https://partner.example/agenda/1", "startDate": "{DAY}T13:00", "endDate": "{DAY}T15:00",
        "location": {{"@type": "Place", "name": "Kas", "address": "Europa 1, 2672 ZX Naaldwijk"}},
        "offers": {{"price": "{said["price"]}", "url": "{said["register"]}"}}}}</script></html>"""
    kind = kind_called("web")
    content = Content(page.encode(), "text/html", "", "https://partner.example/agenda/1")
    (read,) = kind.read(content, ReadOptions()).records
    record = Record.objects.filter(source=source).first() or Record(source=source, key=read.key)
    record.item_pk = kind.keeper.keep(source, record, read).item_pk
    record.save()
    return Event.objects.get(pk=record.item_pk)


def test_price_and_address_to_register_are_taken_over_and_follow(make_source: Any) -> None:
    source = make_source(kind="web", trust="publish")

    event = run(source)
    assert (event.cost, event.cost_amount) == ("paid", Decimal("12.50"))
    assert event.registration_url == "https://tickets.example/1"

    event = run(source, price="0", register="https://tickets.example/2")
    assert (event.cost, event.cost_amount) == ("free", None)
    assert event.registration_url == "https://tickets.example/2"


def test_a_price_that_a_person_changed_stays(make_source: Any) -> None:
    source = make_source(kind="web", trust="publish")
    event = run(source)
    event.cost, event.cost_amount = "funded", None
    event.save_revision().publish()

    event = run(source, price="20")

    assert (event.cost, event.cost_amount) == ("funded", None)


def test_pages_are_only_read_where_their_site_allows_it() -> None:
    assert kind_called("web").obeys_robots
