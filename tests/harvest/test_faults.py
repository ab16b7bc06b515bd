"""What goes wrong at the other side or here costs one run, and never what came in before."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import OperationalError
from django.utils import timezone

from harvest import http
from harvest.models import Record, Run, Source
from harvest.running import harvest_source
from harvest.writing import WAITS, retried
from initiatives.models import Initiative
from tests.harvest.notes_kind import feed, note, notes, titles
from tests.harvest.partner_server import Answer

Outcome = Run.Outcome
SHORT = http.Limits(seconds=0.3, body_bytes=100_000)
BODY = feed(*notes(3))


@pytest.fixture
def before(source, partner_server, monkeypatch):
    """A source of which three records came in; from now on answers may take 0.3 seconds."""
    partner_server.answer("/notes", BODY)
    harvest_source(source)
    monkeypatch.setattr("harvest.asking.http.fetch", partial(http.fetch, limits=SHORT))
    return source


FAULTS = {
    "cut off half-way": (Answer(BODY, cut_after=20), "incomplete"),
    "hangs": (Answer(hangs=True), "timeout"),
    "has trouble": (Answer(status=500), "status"),
    "never ends": (Answer(b"n9|x|1|||\n" * 500, is_endless=True), "too_large"),
    "talks garbage": (Answer(raw=b"\x00\xff\x00garbage\r\n\r\n"), "bad_answer"),
    "is gone": (Answer(status=404), "status"),
    "asks us to wait": (Answer(status=429, headers={"Retry-After": "7200"}), "too_many_requests"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_server_that_fails_costs_one_run(before, partner_server, fault):
    answer, code = FAULTS[fault]
    partner_server.answer_in_turn("/notes", answer)
    run = harvest_source(before)
    assert (run.outcome, run.code) == (Outcome.FAILED, code)
    assert run.message
    assert before.address not in f"{run.message}{run.notes}"
    source = Source.objects.get()
    assert (source.failures, source.claimed_by) == (1, "")
    assert source.failing_since
    assert set(Record.objects.values_list("state", flat=True)) == {"current"}

    partner_server.answer("/notes", feed("#", *notes(4)))
    assert harvest_source(source).counts["new"] == 1
    source = Source.objects.get()
    assert (source.failures, source.failing_since) == (0, None)


def test_a_server_that_asks_us_to_stay_away_is_left_alone(before, partner_server):
    partner_server.answer_in_turn("/notes", FAULTS["asks us to wait"][0])
    harvest_source(before)
    pause = Source.objects.get().next_run_at - timezone.now()
    assert 7100 < pause.total_seconds() < 7400


def test_a_source_that_fails_again_and_again_is_asked_less_often(before, partner_server):
    partner_server.answer_in_turn("/notes", Answer(status=500))
    for _time in range(6):
        harvest_source(before)
    pause = Source.objects.get().next_run_at - timezone.now()
    assert pause.total_seconds() > 6 * 60 * 60


class TestDatabase:
    def test_one_that_stays_locked_ends_the_run_and_the_next_one_goes_on(
        self, source, partner_server, notes_kind, monkeypatch
    ):
        monkeypatch.setattr("harvest.writing.TOGETHER", 2)
        partner_server.answer("/notes", feed(*notes(6)))
        keep = notes_kind.keeper.keep

        def is_locked(source, record, read):
            if read.key == "n4":
                raise OperationalError("database is locked")
            return keep(source, record, read)

        monkeypatch.setattr(notes_kind.keeper, "keep", is_locked)
        run = harvest_source(source)
        assert (run.outcome, run.code) == (Outcome.FAILED, "database")
        # The fourth shared its transaction with the third.
        assert titles(Initiative.objects.all()) == ["Bijeenkomst n1", "Bijeenkomst n2"]
        assert Record.objects.count() == 2

        monkeypatch.setattr(notes_kind.keeper, "keep", keep)
        assert harvest_source(source).counts == {"new": 4, "read": 6, "unchanged": 2}
        assert Initiative.objects.count() == 6

    def test_one_that_is_locked_for_a_moment_is_waited_for(self, monkeypatch):
        waits, tries = [], iter([OperationalError, OperationalError, None])
        monkeypatch.setattr("harvest.writing.pause", waits.append)

        def work() -> str:
            if fault := next(tries):
                raise fault("database is locked")
            return "done"

        assert retried(work) == "done"
        assert tuple(waits) == WAITS[:2]

    def test_one_that_stays_away_is_not_waited_for_for_ever(self, monkeypatch):
        waits = []
        monkeypatch.setattr("harvest.writing.pause", waits.append)

        def work() -> None:
            raise OperationalError("database is locked")

        with pytest.raises(OperationalError):
            retried(work)
        assert tuple(waits) == WAITS


def test_a_fault_of_ours_is_logged_and_ends_the_run(source, partner_server, monkeypatch, caplog):
    partner_server.answer("/notes", BODY)
    monkeypatch.setattr("harvest.running.compare", None)
    run = harvest_source(source)
    assert (run.outcome, run.code) == (Outcome.FAILED, "unexpected")
    assert "the run broke off" in caplog.text
    assert source.address not in caplog.text


class TestOneThatGoesWrongHere:
    """A fault of ours costs the record it is about, is logged, and is tried again next time."""

    def goes_wrong_at(self, key: str, work):
        def wrong(source, record, read):
            if read.key == key:
                raise ZeroDivisionError
            return work(source, record, read)

        return wrong

    def test_while_it_is_kept(self, source, partner_server, notes_kind, monkeypatch, caplog):
        partner_server.answer("/notes", BODY)
        keep = notes_kind.keeper.keep
        monkeypatch.setattr(notes_kind.keeper, "keep", self.goes_wrong_at("n2", keep))
        run = harvest_source(source)
        assert (run.counts["new"], run.counts["refused"]) == (2, 1)
        assert "could not be kept" in caplog.text
        monkeypatch.setattr(notes_kind.keeper, "keep", keep)
        assert harvest_source(source).counts["new"] == 1
        assert Initiative.objects.count() == 3

    def test_at_the_end_of_the_transaction_it_shares(
        self, source, partner_server, notes_kind, monkeypatch, caplog
    ):
        partner_server.answer("/notes", BODY)

        def settle() -> None:
            if Initiative.objects.filter(title="Bijeenkomst n2").exists():
                raise ZeroDivisionError

        monkeypatch.setattr(notes_kind.keeper, "settle", settle)
        run = harvest_source(source)
        assert titles(Initiative.objects.all()) == ["Bijeenkomst n1", "Bijeenkomst n3"]
        assert run.counts["refused"] == 1
        assert "one by one" in caplog.text
        assert "could not be stored" in caplog.text

    def test_when_it_becomes_something_else(
        self, before, partner_server, notes_kind, monkeypatch, caplog
    ):
        partner_server.answer("/notes", feed(*notes(3)[:2], note("n9", days=9)))

        def retire(record, fate):
            raise ZeroDivisionError

        monkeypatch.setattr(notes_kind.keeper, "retire", retire)
        run = harvest_source(before)
        assert run.counts["new"] == 1
        assert "could not become" in caplog.text


class TestClaims:
    def test_a_source_that_is_being_run_is_left_alone(self, source):
        from harvest.claiming import BusyError, claimed

        with claimed(source.pk), pytest.raises(BusyError):
            harvest_source(source)
        assert not Run.objects.exists()

    def test_a_claim_that_ran_out_is_taken_over_and_its_run_called_interrupted(
        self, source, partner_server
    ):
        partner_server.answer("/notes", BODY)
        long_ago = timezone.now() - timedelta(minutes=6)
        stuck = Run.objects.create(source=source, started_at=long_ago)
        Source.objects.update(claimed_by="elsewhere", claimed_until=long_ago)
        assert harvest_source(source).outcome == Outcome.GOOD
        stuck.refresh_from_db()
        assert stuck.outcome == Outcome.INTERRUPTED
        assert stuck.ended_at

    def test_a_run_that_lost_its_claim_writes_nothing_more(
        self, source, partner_server, notes_kind, monkeypatch
    ):
        monkeypatch.setattr("harvest.writing.TOGETHER", 1)
        partner_server.answer("/notes", BODY)
        keep = notes_kind.keeper.keep

        def is_taken_over(source, record, read):
            Source.objects.update(claimed_by="elsewhere")
            return keep(source, record, read)

        monkeypatch.setattr(notes_kind.keeper, "keep", is_taken_over)
        run = harvest_source(source)
        assert run.outcome == Outcome.INTERRUPTED
        assert Record.objects.count() == 1
        assert Source.objects.get().claimed_by == "elsewhere"

    def test_a_source_that_is_switched_off_meanwhile_gets_nothing_more(
        self, source, partner_server, notes_kind, monkeypatch
    ):
        monkeypatch.setattr("harvest.writing.TOGETHER", 1)
        partner_server.answer("/notes", BODY)
        keep = notes_kind.keeper.keep

        def is_switched_off(source, record, read):
            Source.objects.update(state=Source.State.OFF)
            return keep(source, record, read)

        monkeypatch.setattr(notes_kind.keeper, "keep", is_switched_off)
        assert harvest_source(source).outcome == Outcome.INTERRUPTED
        assert Record.objects.count() == 1
        assert Source.objects.get().claimed_by == ""
