"""Saying yes: what was tried comes in, as it was set; the page of a source then tells how it goes."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.models import Event
from harvest.models import Record, Run, Source, TrialDraft
from initiatives.models import Initiative
from portal.demo_calendar import example
from publishing.models import RoleAssignment
from tests.factories import (
    MembershipFactory,
    RoleAssignmentFactory,
    TargetGroupFactory,
    UserFactory,
)
from tests.harvest.notes_kind import feed, note, titles
from tests.harvest.screens.conftest import Desk


@pytest.fixture
def added(desk: Desk) -> Source:
    """A source with two records, let in by a member."""
    address = desk.tries(note("a", "Digicafé"), note("b", "Banenmarkt"))
    answer = desk.client.post(address, desk.answers(address, accept="1"))
    assert answer.status_code == 302
    return Source.objects.get()


def page_of(desk, source):
    return desk.client.get(desk.url("source", source.pk)).content.decode()


def do(desk, source, verb, **data):
    return desk.client.post(desk.url("do", source.pk), {"do": verb, **data}, follow=True)


def test_what_was_tried_comes_in_as_it_was_set(desk):
    group = TargetGroupFactory()
    address = desk.tries(note("a", "Digicafé"), note("b", "Teamoverleg"), note("c", "Open dag"))
    answers = desk.answers(
        address,
        name="Onze agenda",
        target_groups=[group.pk],
        accept="1",
        **{"rule-0-words": "teamoverleg"},
    )
    token = next(one for one in answers["in"])
    answers["in"].remove(token)
    answer = desk.client.post(address, answers, follow=True)
    source = Source.objects.get()
    assert "stroomt vanaf nu binnen" in answer.content.decode()
    assert (source.name, source.organisation, source.region) == (
        "Onze agenda",
        desk.organisation,
        desk.organisation.region,
    )
    assert list(source.target_groups.all()) == [group]
    assert [rule.words for rule in source.rules.all()] == ["teamoverleg"]
    assert titles(Initiative.objects.all()) == ["Open dag"]
    assert source.records.get(is_ignored=True).title == "Digicafé"
    assert not TrialDraft.objects.exists()
    # What was on the page came in: the server was asked once.
    assert len(desk.server.requests) == 1


def test_many_records_do_not_keep_anybody_waiting(desk, monkeypatch):
    monkeypatch.setattr("harvest.screens.accepting.MOST_WHILE_WAITING", 1)
    address = desk.tries(note("a"), note("b"))
    desk.client.post(address, desk.answers(address, accept="1"))
    assert Source.objects.get().next_run_at is not None
    assert not Run.objects.exists()


def test_nothing_can_be_let_in_that_cannot_be_read(desk):
    desk.server.answer("/notes", "<html>Inloggen</html>")
    answer = desk.client.post(desk.url("add"), {"address": desk.server.url("/notes")})
    page = desk.client.get(answer["Location"])
    assert "Er is niets te lezen" in page.content.decode()
    assert "Ja, laat deze binnenkomen" not in page.content.decode()
    desk.client.post(answer["Location"], desk.answers(answer["Location"], accept="1"))
    assert not Source.objects.exists()


@pytest.mark.parametrize(("seconds", "coming", "says_more"), [(20, 3, False), (-1, 0, True)])
def test_a_file_comes_in_at_once_or_it_is_said_that_there_is_more(
    desk, monkeypatch, seconds, coming, says_more
):
    monkeypatch.setattr("harvest.actions.run_now.SECONDS", seconds)
    file = SimpleUploadedFile("agenda.ics", example(date.today()).encode())
    address = desk.client.post(desk.url("add"), {"file": file})["Location"]
    answer = desk.client.post(address, desk.answers(address, accept="1"), follow=True)
    assert Event.objects.count() == coming
    assert ("Upload hetzelfde bestand nog eens" in answer.content.decode()) == says_more


def test_trust_is_offered_only_to_who_may_give_it(desk):
    address = desk.tries(note("a"))
    assert "trust" not in desk.client.get(address).context["questions"].settings.fields
    desk.client.post(address, desk.answers(address, trust="publish", accept="1"))
    assert Source.objects.get().trust == Source.Trust.REVIEW

    desk.client.force_login(desk.manager)
    address = desk.tries(note("a"), path="/other")
    desk.client.post(address, desk.answers(address, trust="publish", accept="1"))
    assert Source.objects.filter(trust=Source.Trust.PUBLISH).count() == 1


def test_the_page_tells_how_it_goes(desk, added):
    desk.server.answer("/notes", feed(note("a", "Digicafé"), "!c"))
    added.runs.all().delete()
    answer = do(desk, added, "run_now")
    page = answer.content.decode()
    assert "De agenda is gelezen" in page
    assert "Niet te lezen" in page and "regel 2" in page
    assert "Digicafé" in page and "Banenmarkt" in page
    assert "geweigerd: 1" in page


def test_impatience_does_not_burden_the_server(desk, added):
    page = do(desk, added, "run_now").content.decode()
    assert "minuten geleden" in page
    assert len(desk.server.requests) == 1


def test_settings_can_be_changed_after_a_look_at_what_they_do(desk, added):
    answer = desk.client.post(desk.url("change", added.pk))
    address = answer["Location"]
    desk.client.post(
        address, desk.answers(address, name="Andere naam", accept="1", **{"rule-0-words": "markt"})
    )
    added.refresh_from_db()
    assert added.name == "Andere naam"
    assert [rule.words for rule in added.rules.all()] == ["markt"]
    assert Source.objects.count() == 1


def test_settings_can_be_changed_while_the_server_is_silent(desk, added):
    desk.server.answer("/notes", b"", status=500)
    address = desk.client.post(desk.url("change", added.pk))["Location"]
    page = desk.client.get(address).content.decode()
    assert "500" in page and "Deze instellingen bewaren" in page
    desk.client.post(address, desk.answers(address, name="Andere naam", accept="1"))
    added.refresh_from_db()
    assert added.name == "Andere naam"


def test_a_calendar_that_moved_is_tried_at_its_new_address_first(desk, added):
    desk.server.answer("/elsewhere", feed(note("a", "Digicafé"), note("z", "Nieuw")))
    address = desk.client.post(desk.url("change", added.pk))["Location"]
    wrong = desk.client.post(address, {"move": "1", "moved_to": "ftp://x.example/"})
    assert wrong.status_code == 422
    desk.client.post(address, {"move": "1", "moved_to": desk.server.url("/elsewhere")})
    assert "Nieuw" in desk.client.get(address).content.decode()
    added.refresh_from_db()
    assert added.address == desk.server.url("/notes")
    desk.client.post(address, desk.answers(address, accept="1"))
    added.refresh_from_db()
    assert added.address == desk.server.url("/elsewhere")
    assert set(added.records.filter(state="current").values_list("title", flat=True)) >= {"Nieuw"}


def test_a_pause_and_going_on(desk, added):
    do(desk, added, "pause")
    added.refresh_from_db()
    assert added.state == Source.State.PAUSED
    do(desk, added, "resume")
    added.refresh_from_db()
    assert added.state == Source.State.ACTIVE


@pytest.mark.parametrize(("events", "live"), [("keep", 2), ("withdraw", 0)])
def test_whoever_stops_says_what_becomes_of_the_events(desk, added, events, live):
    page = do(desk, added, "stop", events=events).content.decode()
    added.refresh_from_db()
    assert added.state == Source.State.OFF
    assert Initiative.objects.filter(live=True).count() == live
    assert "Verder" in page


def test_one_record_is_left_out_and_let_in_again(desk, added):
    record = added.records.get(key="a")
    do(desk, added, "leave_out", record=record.pk)
    record.refresh_from_db()
    assert record.is_ignored
    do(desk, added, "let_in", record=record.pk)
    record.refresh_from_db()
    assert not record.is_ignored


@pytest.mark.parametrize(
    ("verb", "state"), [("keep_missing", "kept"), ("withdraw_missing", "withdrawn")]
)
def test_somebody_says_what_became_of_what_is_missing(desk, added, verb, state):
    added.records.filter(key="a").update(state=Record.State.MISSING, missing_runs=3)
    page = page_of(desk, added)
    assert "Gaat dit nog door?" in page
    do(desk, added, verb, record=added.records.get(key="a").pk)
    assert added.records.get(key="a").state == state


def test_a_brake_waits_for_the_owner_or_the_manager(desk, added):
    Source.objects.filter(pk=added.pk).update(state=Source.State.BLOCKED)
    assert "Ze zijn weg, dat klopt" not in page_of(desk, added)
    assert do(desk, added, "accept_shrinking").status_code == 404
    desk.client.force_login(desk.manager)
    assert "Ze zijn weg, dat klopt" in page_of(desk, added)
    do(desk, added, "accept_shrinking")
    added.refresh_from_db()
    assert added.may_shrink


VERBS = ("run_now", "pause", "resume", "accept_shrinking", "accept_address", "stop")
OF_A_RECORD = ("leave_out", "let_in", "keep_missing", "withdraw_missing", "follow", "take_apart")


@pytest.mark.parametrize("who", ["member of another organisation", "manager of another region"])
def test_nobody_else_does_anything_to_a_source(desk, added, who):
    other = MembershipFactory() if who.startswith("member") else RoleAssignmentFactory()
    desk.client.force_login(other.user)
    record = added.records.first()
    before = Source.objects.values().get(), list(Record.objects.order_by("pk").values())
    for verb in (*VERBS, *OF_A_RECORD):
        assert do(desk, added, verb, record=record.pk).status_code == 404, verb
    assert desk.client.post(desk.url("change", added.pk)).status_code == 404
    assert desk.client.get(desk.url("source", added.pk)).status_code == 404
    assert (Source.objects.values().get(), list(Record.objects.order_by("pk").values())) == before


def test_a_record_is_not_reached_through_another_source(desk, added):
    other = Source.objects.create(organisation=desk.organisation, name="Andere", kind="notes")
    record = added.records.get(key="a")
    assert do(desk, other, "leave_out", record=record.pk).status_code == 404
    elsewhere = MembershipFactory(user=desk.member).organisation
    wrong = reverse("harvest:source", args=[elsewhere.pk, added.pk])
    assert desk.client.get(wrong).status_code == 404


def test_my_organisation_leads_to_the_calendars(desk, added):
    page = desk.client.get("/mijn-organisatie/").content.decode()
    assert "1 agenda stroomt binnen" in page
    assert desk.url("sources") in page


def test_the_list_asks_the_database_as_often_for_many_as_for_one(
    desk, added, django_assert_max_num_queries
):
    Source.objects.bulk_create(
        Source(organisation=desk.organisation, name=f"Agenda {n}", kind="notes", state="active")
        for n in range(20)
    )
    with django_assert_max_num_queries(16):
        page = desk.client.get(desk.url("sources")).content.decode()
    assert "Agenda 19" in page


def test_an_empty_list_says_what_it_is_and_leads_on(desk):
    page = desk.client.get(desk.url("sources")).content.decode()
    assert "Houdt u al een agenda bij" in page
    assert desk.url("add") in page


def test_managers_see_the_sources_of_their_region_the_worst_first(desk, added):
    from django.utils import timezone

    Source.objects.create(
        organisation=desk.organisation,
        region=desk.organisation.region,
        name="Kapotte agenda",
        kind="notes",
        state=Source.State.ACTIVE,
        address="https://kapot.example/a.ics",
        failures=5,
        failing_since=timezone.now(),
    ).runs.create(
        started_at=timezone.now(), ended_at=timezone.now(), outcome="failed", code="status"
    )
    desk.client.force_login(desk.manager)
    page = desk.client.get(reverse("harvest_sources")).content.decode()
    assert page.index(">Kapotte agenda</a>") < page.index(f">{added.name}</a>")
    start = desk.client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Bronnen die niet werken: 1" in start
    filtered = desk.client.get(reverse("harvest_sources") + "?state=wrong").content.decode()
    assert "Kapotte agenda" in filtered and f">{added.name}</a>" not in filtered


def test_managers_of_another_region_see_none_of_it(desk, added):
    desk.client.force_login(RoleAssignmentFactory().user)
    for query in ("", "?region=all", f"?organisation={desk.organisation.pk}"):
        page = desk.client.get(reverse("harvest_sources") + query).content.decode()
        assert f">{added.name}</a>" not in page


def test_managers_add_one_for_an_organisation_of_their_region(desk):
    desk.client.force_login(desk.manager)
    answer = desk.client.post(reverse("harvest_sources"), {"name": "werkplaats"})
    assert answer["Location"] == desk.url("add")
    assert desk.client.get(answer["Location"]).status_code == 200
    unknown = desk.client.post(reverse("harvest_sources"), {"name": "Bestaat niet"})
    assert "geen organisatie met deze naam" in unknown.content.decode()


def test_coordinators_see_every_source(desk, added):
    national = RoleAssignment.Role.NATIONAL_COORDINATOR
    user = RoleAssignmentFactory(user=UserFactory(), region=None, role=national).user
    desk.client.force_login(user)
    assert added.name in desk.client.get(reverse("harvest_sources")).content.decode()
