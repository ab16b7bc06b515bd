"""A calendar file of a partner, all the way into the calendar of the site, and out again."""

from datetime import timedelta

import pytest

from events.models import Event, Occurrence
from harvest.models import Run, Source
from harvest.records import Content
from harvest.running import harvest_source
from publishing.models import User
from tests.events.harvest.feed import DAY

pytestmark = pytest.mark.django_db


def harvest(source: Source, *events: str) -> Run:
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])
    return harvest_source(source, content=Content(text.encode(), "text/calendar", "utf-8"))


def vevent(uid: str, *lines: str, start: str = f"{DAY:%Y%m%d}T190000") -> str:
    return "\r\n".join(
        [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTART;TZID=Europe/Amsterdam:{start}",
            "DURATION:PT2H",
            *lines,
            "END:VEVENT",
        ]
    )


SERIES = vevent(
    "reeks@partner",
    "SUMMARY:Inloop",
    "RRULE:FREQ=WEEKLY;COUNT=4",
    f"EXDATE;TZID=Europe/Amsterdam:{DAY + timedelta(weeks=1):%Y%m%d}T190000",
)
MOVED = vevent(
    "reeks@partner",
    f"RECURRENCE-ID;TZID=Europe/Amsterdam:{DAY + timedelta(weeks=2):%Y%m%d}T190000",
    "SUMMARY:Inloop",
    "LOCATION:Bibliotheek",
    start=f"{DAY + timedelta(weeks=2, days=1):%Y%m%d}T200000",
)
ONE = vevent(
    "een@partner",
    "SUMMARY:Open avond",
    "LOCATION:Stationsplein 1\\, 8232 AA Lelystad",
    "URL:javascript:alert(1)",
    "DESCRIPTION:<p>Kom <b>kijken</b>.<script>alert(1)</script></p>",
    "ORGANIZER;CN=Jan Privé:mailto:jan.prive@example.org",
    "ATTENDEE;CN=Piet Gast:mailto:piet.gast@example.org",
)
PRIVATE = vevent("geheim@partner", "SUMMARY:Functioneringsgesprek", "CLASS:PRIVATE")


def test_a_file_stands_in_the_calendar_after_one_run_and_nothing_private_does(make_source, client):
    source = make_source(trust="publish", kind="upload")
    run = harvest(source, MOVED, SERIES, ONE, PRIVATE)
    assert run.counts["new"] == 2
    assert Event.objects.live().count() == 2
    told = b"".join(client.get("/agenda/agenda.ics")).decode()
    page = client.get(f"/agenda/?on={DAY}").content.decode()
    event = Event.objects.get(title="Open avond")
    pages = "".join(
        client.get(each.get_absolute_url()).content.decode() for each in Event.objects.all()
    )
    assert "SUMMARY:Open avond" in told
    assert "RRULE:FREQ=WEEKLY;COUNT=4" in told
    assert f"RECURRENCE-ID;TZID=Europe/Amsterdam:{DAY + timedelta(weeks=2):%Y%m%d}T190000" in told
    assert "Open avond" in page
    assert event.summary == "Kom kijken."
    everything = told + page + pages + "".join(map(str, source.records.values()))
    for private in (
        "Functioneringsgesprek",
        "jan.prive",
        "piet.gast",
        "Jan Priv",
        "javascript:alert",
    ):
        assert private not in everything
    assert "<script>alert" not in pages


def test_the_calendar_follows_and_the_same_file_writes_nothing(
    make_source, client, django_assert_max_num_queries
):
    source = make_source(trust="publish", kind="upload")
    harvest(source, SERIES, ONE)
    before = b"".join(client.get("/agenda/agenda.ics"))
    again = harvest(source, SERIES, ONE)
    assert (again.counts.get("new", 0), again.counts.get("changed", 0)) == (0, 0)
    assert b"".join(client.get("/agenda/agenda.ics")) == before
    harvest(
        source,
        SERIES,
        ONE.replace("T190000", "T193000").replace("Open avond", "Canceled: Open avond"),
    )
    event = Event.objects.get(title="Open avond")
    assert event.status == "cancelled"
    assert event.calendar_entry.sequence == 1
    told = b"".join(client.get(f"/agenda/{event.pk}.ics")).decode()
    assert "STATUS:CANCELLED" in told
    assert Occurrence.objects.get(event=event).status == "cancelled"


def test_a_feed_acts_for_no_person(make_source):
    source = make_source(trust="publish", kind="upload")
    harvest(source, ONE)
    event = Event.objects.get()
    assert event.created_by is None
    assert event.latest_revision.user is None
    assert User.objects.filter(is_active=True).exists()
