"""Whole runs of two partners that tell the same event: a calendar file and a website."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from events.models import Event
from harvest.models import Record, Run, Source
from harvest.records import Content
from harvest.running import harvest_source
from harvest.trying import try_out
from portal.launching.workflow import ensure_review_workflow
from tests.factories import OrganisationFactory
from tests.harvest.partner_server import PartnerServer
from tests.people import People

pytestmark = pytest.mark.django_db
DAY = date.today() + timedelta(days=30)


def calendar(**values: str) -> str:
    said = {"SUMMARY": "Robotica in de kas", "STATUS": "CONFIRMED", **values}
    lines = [f"{name}:{value}" for name, value in said.items()]
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//a//NL", "BEGIN:VEVENT", "UID:kas@a.example",
            f"DTSTART;TZID=Europe/Amsterdam:{DAY:%Y%m%d}T130000",
            f"DTEND;TZID=Europe/Amsterdam:{DAY:%Y%m%d}T170000",
            "LOCATION:World Horti Center\\, Europa 1\\, 2672 ZX Naaldwijk", *lines,
            "END:VEVENT", "END:VCALENDAR", "",
        ]
    )  # fmt: skip


def page(**values: Any) -> str:
    node = {
        "@type": "Event",
        "@id": "https://b.example/kas#event",
        "name": "Robotica in de kas!",
        "startDate": f"{DAY}T13:00",
        "endDate": f"{DAY}T17:00",
        "location": {"name": "World Horti Center", "address": "Europa 1, 2672 ZX Naaldwijk"},
        **values,
    }
    data = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    return f"<!doctype html><html><head>{data}</head></html>"


@pytest.fixture
def sources(people: People, partner_server: PartnerServer) -> tuple[Source, Source]:
    ensure_review_workflow()
    partner_server.answer("/robots.txt", b"User-agent: *\nAllow: /\n")
    partner_server.answer("/a.ics", calendar())
    partner_server.answer("/b", page(), headers={"Content-Type": "text/html"})
    common = {"region": people.region_a, "state": "active", "trust": Source.Trust.PUBLISH}
    return (
        Source.objects.create(
            name="Agenda A",
            kind="icalendar",
            organisation=people.organisation,
            address=partner_server.url("/a.ics"),
            **common,
        ),
        Source.objects.create(
            name="Site B",
            kind="web",
            organisation=OrganisationFactory(title="Partner B", region=people.region_a),
            address=partner_server.url("/b"),
            **common,
        ),
    )


def run(source: Source) -> Run:
    return harvest_source(Source.objects.get(pk=source.pk))


def test_a_calendar_and_a_website_share_an_event_and_stay_so(
    sources: tuple[Source, Source], partner_server: PartnerServer
) -> None:
    first, second = sources
    run(first)
    told = run(second)

    event = Event.objects.get()
    assert (told.outcome, told.counts["doubles"]) == (Run.Outcome.GOOD, 1)
    assert {party.title for party in event.organisations.all()} == {"Eigenaar", "Partner B"}
    assert set(Record.objects.values_list("item_pk", flat=True)) == {event.pk}

    partner_server.answer(
        "/b", page(name="Robots in de kas"), headers={"Content-Type": "text/html"}
    )
    run(second)
    partner_server.answer("/a.ics", calendar(STATUS="CANCELLED"))
    run(first)

    event = Event.objects.get()
    assert (event.title, event.status) == ("Robotica in de kas", "cancelled")


def test_a_trial_run_says_what_is_here_already_and_stores_nothing(
    sources: tuple[Source, Source],
) -> None:
    first, second = sources
    run(first)

    outcome = try_out(second, Content(page().encode(), "text/html", "", "https://b.example/kas"))

    (coming,) = outcome.doubles
    (alike,) = coming.outlook.doubles
    assert alike.is_certain
    assert "dezelfde titel" in alike.reasons
    assert Record.objects.count() == 1
