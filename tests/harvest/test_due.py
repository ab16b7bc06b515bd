"""Sources have their turn by themselves, and from the command line."""

from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from harvest import due, upkeep
from harvest.kinds import kind_called
from harvest.models import Record, Run, Source
from initiatives.models import Initiative
from tests.harvest.notes_kind import feed, note, notes

NOW = timezone.now()


@pytest.fixture
def many(source, partner_server):
    """Four sources that are due, each with one event; the first is the longest waiting."""
    rows = [source]
    for number in range(3):
        rows.append(
            Source.objects.create(
                organisation=source.organisation,
                name=f"Bron {number}",
                kind="notes",
                address=partner_server.url(f"/notes{number}"),
                state=Source.State.ACTIVE,
                next_run_at=NOW - timedelta(hours=3 - number),
            )
        )
        partner_server.answer(f"/notes{number}", feed(note(f"b{number}")))
    partner_server.answer("/notes", feed(note("a")))
    return rows


def asked(partner_server) -> list[str]:
    return [request.path for request in partner_server.requests]


def test_all_that_are_due_have_their_turn_the_longest_waiting_first(many, partner_server):
    assert due.run_due() == "4 sources read"
    assert asked(partner_server) == ["/notes", "/notes0", "/notes1", "/notes2"]
    assert due.run_due() == ""


def test_a_source_that_is_not_due_or_rests_is_left_alone(many, partner_server):
    Source.objects.filter(name="Bron 0").update(next_run_at=NOW + timedelta(hours=1))
    Source.objects.filter(name="Bron 1").update(state=Source.State.PAUSED)
    Source.objects.filter(name="Bron 2").update(kind="unknown")
    assert due.run_due() == "1 sources read"


def test_what_there_is_no_time_for_follows_the_next_time(many, partner_server, monkeypatch):
    clock = iter([0.0, 1.0, 2.0, 99.0])
    monkeypatch.setattr(due, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(due, "_run", lambda source, until: _done(source))
    assert due.run_due(limit_seconds=10) == "2 sources read"
    assert Source.objects.due(timezone.now()).count() == 2


def _done(source: Source) -> str:
    Source.objects.filter(pk=source.pk).update(next_run_at=NOW + timedelta(hours=1))
    return Run.Outcome.GOOD


def test_one_that_breaks_does_not_keep_the_others_waiting(many, monkeypatch):
    read = due.harvest_source

    def breaks(source, **rest):
        if source.name == "Bron 0":
            raise ZeroDivisionError
        return read(source, **rest)

    monkeypatch.setattr(due, "harvest_source", breaks)
    assert due.run_due() == "3 sources read"
    assert Source.objects.get(name="Bron 0").next_run_at > timezone.now()


def test_events_of_a_source_that_was_switched_off_go_offline(many):
    due.run_due()
    Source.objects.filter(name="Bron 0").update(state=Source.State.OFF, withdraws=True)
    due.run_due()
    assert Initiative.objects.filter(live=True).count() == 3
    assert not Source.objects.get(name="Bron 0").withdraws


class TestForgetting:
    def test_old_runs_go_but_of_each_source_the_last_fifty_stay(self, source, monkeypatch):
        monkeypatch.setattr(upkeep, "RUNS_KEPT", 3)
        for days in (1, 50, 95, 96, 97):
            Run.objects.create(source=source, started_at=NOW - timedelta(days=days))
        upkeep.keep_up()
        kept = [(NOW - run.started_at).days for run in Run.objects.all()]
        assert kept == [1, 50, 95]

    def test_old_runs_stay_while_there_are_few(self, source):
        Run.objects.create(source=source, started_at=NOW - timedelta(days=400))
        upkeep.keep_up()
        assert Run.objects.exists()

    def test_what_a_source_said_of_things_long_over_is_emptied(self, source):
        for key, days, state in [("old", 200, "past"), ("fed", 200, "current"), ("new", 9, "past")]:
            Record.objects.create(
                source=source,
                key=key,
                values={"title": "x"},
                state=state,
                last_end=NOW - timedelta(days=days),
            )
        upkeep.keep_up()
        assert [record.key for record in Record.objects.filter(values={})] == ["old"]
        Source.objects.update(state=Source.State.OFF)
        upkeep.keep_up()
        assert Record.objects.filter(values={}).count() == 2

    def test_a_run_that_never_ended_is_called_interrupted(self, source):
        for minutes in (10, 70):
            Run.objects.create(source=source, started_at=NOW - timedelta(minutes=minutes))
        upkeep.keep_up()
        assert sorted(Run.objects.values_list("outcome", flat=True)) == ["interrupted", "running"]


class TestCommand:
    def run(self, *arguments: str) -> str:
        out = StringIO()
        call_command("harvest", *arguments, stdout=out, stderr=out)
        return out.getvalue()

    def test_reads_a_source_by_number_or_name_and_says_what_came_of_it(
        self, source, partner_server
    ):
        partner_server.answer("/notes", feed(note("a"), note("b", "fout"), "!c"))
        told = self.run(str(source.pk))
        assert "1 new, 2 refused" in told
        assert "line 2: fout: Deze titel kan niet." in told
        assert "Nothing new." in self.run("agenda VAN de partner")

    def test_without_a_name_reads_what_is_due(self, many):
        assert self.run().count("1 new") == 4
        assert "No calendar is due" in self.run()

    def test_a_dry_run_stores_nothing(self, source, partner_server):
        partner_server.answer("/notes", feed(*notes(3)))
        assert "This would happen: 3 new" in self.run(str(source.pk), "--dry-run")
        assert not Record.objects.exists()
        assert not Run.objects.exists()

    def test_one_that_fails_is_named_and_the_others_are_read(self, many, partner_server):
        partner_server.answer("/notes0", b"", status=500)
        with pytest.raises(CommandError, match="Failed: Bron 0"):
            self.run()
        assert Run.objects.count() == 4

    def test_a_name_that_nobody_has_is_said(self, source):
        with pytest.raises(CommandError, match="No calendar is called"):
            self.run("elders")

    def test_the_address_is_not_told(self, source, partner_server):
        partner_server.answer("/notes", b"", status=404)
        with pytest.raises(CommandError):
            assert source.address not in self.run(str(source.pk))


def test_a_kind_says_whether_it_can_be_asked(source):
    assert not kind_called("notes").is_uploaded
    assert source in Source.objects.asked()
