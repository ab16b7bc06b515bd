"""Whole runs of a calendar: from an address at a partner to events, and back again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Event
from harvest.models import Record, Run, Source
from harvest.running import harvest_source
from harvest.trying import try_out
from portal.launching.workflow import ensure_review_workflow
from tests.factories import OrganisationFactory, RegionFactory

State, Outcome = Record.State, Run.Outcome


def event(number: int, *, uid: str = "", title: str = "", days: int = 0, more: str = "") -> str:
    day = timezone.localdate() + timedelta(days=days or number + 3)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid or f'u{number}@partner.example'}",
        f"DTSTAMP:{timezone.now():%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID=Europe/Amsterdam:{day:%Y%m%d}T100000",
        f"DTEND;TZID=Europe/Amsterdam:{day:%Y%m%d}T120000",
        f"SUMMARY:{title or f'Les {number}'}",
        f"URL:https://partner.example/{number}",
        *more.splitlines(),
        "END:VEVENT",
    ]
    return "\r\n".join(lines)


def calendar(*events: str) -> str:
    begin = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//partner//NL"
    return "\r\n".join([begin, *events, "END:VCALENDAR", ""])


@pytest.fixture
def source(db, partner_server):
    ensure_review_workflow()
    return Source.objects.create(
        organisation=OrganisationFactory(),
        region=RegionFactory(),
        name="Agenda",
        kind="icalendar",
        address=partner_server.url(),
        state=Source.State.ACTIVE,
        trust=Source.Trust.PUBLISH,
    )


@pytest.fixture
def run(source, partner_server):
    def go(*events: str) -> Run:
        partner_server.answer(body=calendar(*events))
        return harvest_source(Source.objects.get(pk=source.pk))

    return go


def test_a_calendar_comes_in_changes_cancels_and_moves(run):
    run(*map(event, range(4)))
    addresses = dict(Event.objects.values_list("title", "pk"))
    assert set(addresses) == {"Les 0", "Les 1", "Les 2", "Les 3"}
    assert Event.objects.filter(live=True).count() == 4

    second = run(
        event(0, title="Les nul"),
        event(1, more="STATUS:CANCELLED"),
        # Moved to another day: the programme gives it another identifier, but not another page.
        event(2, uid="new@partner.example", days=30),
    )
    assert second.counts == {"read": 3, "changed": 2, "cancelled": 1, "moved": 1, "missing": 1}
    assert Event.objects.get(pk=addresses["Les 0"]).title == "Les nul"
    assert Event.objects.get(pk=addresses["Les 1"]).status == Event.Status.CANCELLED
    moved = Event.objects.get(pk=addresses["Les 2"])
    assert moved.start_date == timezone.localdate() + timedelta(days=30)
    assert Event.objects.get(pk=addresses["Les 3"]).live
    assert Event.objects.count() == 4


def test_a_calendar_that_is_only_stamped_anew_is_not_read(run, monkeypatch):
    run(*map(event, range(3)))
    later = timezone.now() + timedelta(seconds=90)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert run(*map(event, range(3))).outcome == Outcome.UNCHANGED


def test_the_same_events_in_another_order_write_nothing(run):
    run(*map(event, range(20)))
    with CaptureQueriesContext(connection) as queries:
        again = run(*map(event, reversed(range(20))))
    assert again.counts == {"read": 20, "unchanged": 20}
    own = ('"harvest_source"', '"harvest_run"', '"harvest_hostclaim"')
    wrote = [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "SAVE"))]
    assert [sql for sql in wrote if not any(table in sql for table in own)] == []


def test_withdrawn_events_return_with_their_calendar(run, source):
    run(*map(event, range(8)))
    assert run().code == "empty"
    Source.objects.update(may_shrink=True)
    assert run(event(7)).counts["withdrawn"] == 7
    assert Event.objects.filter(live=True).count() == 1
    assert run(*map(event, range(8))).counts["returned"] == 7
    assert Event.objects.filter(live=True).count() == Event.objects.count() == 8


def test_identifiers_that_change_each_time_make_nothing_double(run):
    for turn in "abc":
        run(*(event(n, uid=f"{turn}{n}@partner.example") for n in range(5)))
    assert Event.objects.count() == 5
    assert not Source.objects.get().has_stable_keys


def test_one_bad_event_is_reported_with_its_line_and_the_others_come_in(run):
    bad = "BEGIN:VEVENT\r\nUID:bad\r\nSUMMARY:Zonder dag\r\nEND:VEVENT"
    told = run(event(0), bad, event(1))
    assert told.outcome == Outcome.PARTIAL
    assert (told.refused[0]["title"], told.refused[0]["line"]) == ("Zonder dag", 12)
    assert Event.objects.count() == 2


def test_a_trial_of_the_same_calendar_shows_it_and_stores_nothing(source, partner_server):
    partner_server.answer(body=calendar(*map(event, range(3))))
    unsaved = Source(
        kind="icalendar", address=source.address, organisation=source.organisation, name="x"
    )
    trial = try_out(unsaved)
    assert [one.read.title for one in trial.coming] == ["Les 0", "Les 1", "Les 2"]
    assert not Event.objects.exists()
