"""The calendar that people subscribe to, as other people's programs read it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event, Occurrence
from tests.clients.events_of_every_sort import DIFFICULT, make_events_of_every_sort
from tests.clients.making import make, moved, off
from tests.clients.shown import in_order, shown_by_us

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_spring")]
FIRST, LAST = date(2026, 1, 1), date(2027, 2, 28)


def feed(**asked: str) -> str:
    """The calendar as it is sent; nothing in a text may be lost on the way."""
    response = Client().get(reverse("events:calendar_feed"), asked)
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def test_every_reader_shows_the_dates_of_our_own_table(reader):
    make_events_of_every_sort()
    dates = Occurrence.objects.touching_days(FIRST, LAST).for_lists()
    assert reader(feed(), FIRST, LAST) == in_order(map(shown_by_us, dates))


def test_every_reader_knows_what_is_cancelled_by_its_status_and_by_its_title(reader):
    make("Vervalt", "2026-05-12 14:00", "2026-05-12 16:00", status=Event.Status.CANCELLED)
    make("Uitstel", "2026-05-13 14:00", "2026-05-13 16:00", status=Event.Status.POSTPONED)
    make("Inloop", "2026-05-14", rule="FREQ=WEEKLY;COUNT=2", changes=[off("2026-05-21")])
    assert [(shown.title, shown.cancelled) for shown in reader(feed(), FIRST, LAST)] == [
        ("Geannuleerd: Vervalt", True),
        ("Uitgesteld: Uitstel", False),
        ("Inloop", False),
        ("Geannuleerd: Inloop", True),
    ]


def test_whoever_does_not_want_what_is_cancelled_sees_none_of_it(reader):
    make("Vervalt", "2026-05-12 14:00", "2026-05-12 16:00", status=Event.Status.CANCELLED)
    make("Inloop", "2026-05-14", rule="FREQ=WEEKLY;COUNT=2", changes=[off("2026-05-21")])
    shown = reader(feed(cancelled="0"), FIRST, LAST)
    assert [(row.title, row.start) for row in shown] == [("Inloop", date(2026, 5, 14))]


def test_every_reader_shows_difficult_text_as_it_was_written(reader):
    make(
        "Kansen; samen, \\ 👩🏽‍💻",
        "2026-05-12 14:00",
        "2026-05-12 16:00",
        summary=DIFFICULT,
        location_name="Zaal 1; hal B",
        location_address="Dorpsstraat 1, Lelystad",
        registration_url="https://example.org/aanmelden?a=1,2;b=%20",
    )
    [shown] = reader(feed(), FIRST, LAST)
    assert shown.title == "Kansen; samen, \\ 👩🏽‍💻"
    assert shown.location == "Zaal 1; hal B, Dorpsstraat 1, Lelystad"
    assert DIFFICULT in shown.description
    assert "https://example.org/aanmelden?a=1,2;b=%20" in shown.description


def test_every_reader_leads_back_to_the_item(reader):
    event = make(
        "Inloop", "2026-05-14", rule="FREQ=WEEKLY", changes=[moved("2026-05-21", "2026-05-22")]
    )
    shown = reader(feed(), date(2026, 5, 1), date(2026, 5, 28))
    page = f"http://testserver{event.path_in('nl')}"
    assert [row.url for row in shown] == [page, f"{page}?date=2026-05-21", page]
    assert {row.uid for row in shown} == {event.calendar_entry.uid}


def test_no_reader_is_told_of_drafts(reader):
    make("Concept", "2026-05-12", live=False)
    make("Bekend", "2026-05-12")
    assert [shown.title for shown in reader(feed(), FIRST, LAST)] == ["Bekend"]


def test_lines_are_as_the_standard_asks():
    """Ended by CRLF, at most 75 octets long, folded between letters (RFC 5545, 3.1)."""
    make_events_of_every_sort()
    make(f"Titel {DIFFICULT[:150]}", "2026-05-12", summary=DIFFICULT)
    *lines, rest = feed().encode().split(b"\r\n")
    assert rest == b""
    assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
    for line in lines:
        line.decode()


def test_it_is_the_same_to_the_byte_until_something_changes():
    event = make("Inloop", "2026-05-14", rule="FREQ=WEEKLY")
    make_events_of_every_sort()
    before = feed()
    assert feed() == before
    event.save()
    assert feed() == before
    event.summary = "Iets anders."
    event.save()
    assert feed() != before
