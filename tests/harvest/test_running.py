"""One run after another of a source: what comes in, and that nothing comes in twice."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from harvest import kinds
from harvest.kinds import Kept
from harvest.models import Record, Run, Source, SourceRule
from harvest.records import Content
from harvest.running import harvest_source
from initiatives.models import Initiative
from tests.harvest.notes_kind import feed, note, notes, read, titles

State, Outcome = Record.State, Run.Outcome


@pytest.fixture
def run(source, partner_server):
    """Puts lines at the partner's address and runs the source."""

    def go(*lines: str, headers=None, **rest) -> Run:
        partner_server.answer("/notes", feed(*lines), headers=headers or {})
        return harvest_source(Source.objects.get(pk=source.pk), **rest)

    return go


def states() -> dict[str, str]:
    return dict(Record.objects.values_list("key", "state"))


def writes(queries) -> list[str]:
    return [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


def about_items(queries) -> list[str]:
    """What was written besides the bookkeeping of the run itself."""
    own = ('"harvest_source"', '"harvest_run"', '"harvest_hostclaim"')
    return [sql for sql in writes(queries) if not any(table in sql for table in own)]


def test_everything_comes_in_and_the_run_says_so(run, source):
    run_row = run(*notes(3))
    assert (run_row.outcome, run_row.counts) == (Outcome.GOOD, {"new": 3, "read": 3})
    assert titles(Initiative.objects.all()) == [f"Bijeenkomst n{n}" for n in (1, 2, 3)]
    record = Record.objects.get(key="n1")
    assert Initiative.objects.get(pk=record.item_pk).title == record.title
    source.refresh_from_db()
    assert source.last_good_at
    assert source.next_run_at > timezone.now()
    assert not source.claimed_by
    assert run_row.ended_at
    assert run_row.status == 200


def test_the_same_feed_twice_writes_nothing(run, source):
    lines = notes(30)
    run(*lines)
    # Another order and another stamp are no change, but do make another text.
    with CaptureQueriesContext(connection) as queries:
        second = run("#stamp", *reversed(lines))
    assert second.counts == {"read": 30, "unchanged": 30}
    assert about_items(queries) == []
    assert len(queries) < 30


def test_an_answer_with_the_same_text_is_not_even_read(run, source, monkeypatch):
    run(*notes(3))
    monkeypatch.setattr("harvest.answering.read_content", None)
    with CaptureQueriesContext(connection) as queries:
        second = run(*notes(3))
    assert second.outcome == Outcome.UNCHANGED
    assert about_items(queries) == []


def test_a_server_that_says_unchanged_costs_a_handful_of_queries(
    run, source, partner_server, django_assert_max_num_queries
):
    run(*notes(3), headers={"ETag": '"1"'})
    with django_assert_max_num_queries(18):
        second = run(*notes(3), headers={"ETag": '"1"'})
    assert (second.outcome, second.status) == (Outcome.UNCHANGED, 304)
    assert partner_server.requests[-1].headers["If-None-Match"] == '"1"'


def test_only_what_changed_goes_to_the_keeper(run, notes_kind):
    lines = notes(5)
    run(*lines)
    notes_kind.keeper.kept.clear()
    lines[2] = note("n3", "Een andere titel", days=5)
    changed = run(*lines)
    assert notes_kind.keeper.kept == ["n3"]
    assert changed.counts == {"changed": 1, "read": 5, "unchanged": 4}
    assert Initiative.objects.filter(title="Een andere titel").count() == 1
    assert Initiative.objects.count() == 5


def test_a_bad_record_is_reported_with_its_line_and_the_others_come_in(run):
    run_row = run(note("a"), note("b", "fout"), "!c", note("d"))
    assert run_row.outcome == Outcome.PARTIAL
    assert titles(Initiative.objects.all()) == ["Bijeenkomst a", "Bijeenkomst d"]
    assert [(one["line"], one["reason"]) for one in run_row.refused] == [
        (3, "Niet te lezen"),
        (2, "Deze titel kan niet."),
    ]
    assert run_row.counts["refused"] == 2


def test_a_record_that_the_database_does_not_take_costs_only_itself(run, notes_kind, monkeypatch):
    keep = notes_kind.keeper.keep

    def breaks_at_the_end(source, record, read):
        kept = keep(source, record, read)
        record.note = None if read.key == "n2" else ""
        return kept

    monkeypatch.setattr(notes_kind.keeper, "keep", breaks_at_the_end)
    run_row = run(*notes(3))
    assert [one["key"] for one in run_row.refused] == ["n2"]
    assert states() == {"n1": "current", "n3": "current"}
    assert titles(Initiative.objects.all()) == ["Bijeenkomst n1", "Bijeenkomst n3"]


def test_what_was_deleted_here_stays_known_by_its_number(run, notes_kind, monkeypatch):
    run(*notes(2))
    before = Record.objects.get(key="n1").item_pk
    monkeypatch.setattr(notes_kind.keeper, "keep", lambda source, record, read: Kept(None))
    run(note("n1", "Anders"), notes(2)[1])
    assert Record.objects.get(key="n1").item_pk == before


def test_what_is_private_leaves_no_trace(run):
    run_row = run(note("a"), "~b|Doktersafspraak")
    assert run_row.counts["private"] == 1
    assert "Dokter" not in f"{run_row.refused}{run_row.notes}"
    assert run_row.outcome == Outcome.GOOD


def test_what_was_refused_after_it_came_in_stays_as_it_was(run):
    run(*notes(3))
    run("!n1", *notes(3)[1:])
    assert states()["n1"] == State.REFUSED
    assert Initiative.objects.filter(title="Bijeenkomst n1", live=True).exists()
    run(*notes(3))
    assert states()["n1"] == State.CURRENT


def test_what_has_been_already_does_not_come_in(run):
    run_row = run(note("a", days=-5), note("b"))
    assert run_row.counts["over"] == 1
    assert states() == {"b": "current"}


def test_rules_leave_out_and_withdraw_what_they_leave_out_later(run, source, notes_kind):
    run(note("a", "Digicafé"), note("b", "Bestuur"))
    SourceRule.objects.create(source=source, verb="exclude", where="title", words="bestuur")
    source.records.update(fingerprint="")
    source.content_hash = ""
    source.save()
    run_row = run(note("a", "Digicafé"), note("b", "Bestuur"))
    assert run_row.counts["left_out"] == 1
    assert states()["b"] == State.LEFT_OUT
    assert notes_kind.keeper.retired == [("b", State.WITHDRAWN)]


def test_an_ignored_record_does_not_come_back_under_another_identifier_either(run, source):
    run(note("a", "Besloten"), note("b"))
    source.records.filter(key="a").update(is_ignored=True, state=State.LEFT_OUT)
    run(note("a", "Besloten", days=11), note("b"))
    run(note("z", "Besloten", days=10), note("b"))
    assert states() == {"z": State.LEFT_OUT, "b": State.CURRENT}


def test_a_dry_run_says_what_would_happen_and_writes_nothing(run, source):
    run(*notes(4))
    lines = [*notes(4)[1:], note("n5"), note("n2x", days=1)]
    lines[0] = note("n2", "Anders", days=4)
    with CaptureQueriesContext(connection) as queries:
        told = run(*lines, dry_run=True)
    assert told.pk is None
    assert (told.counts["new"], told.counts["changed"]) == (2, 1)
    assert about_items(queries) == []
    assert Run.objects.count() == 1
    assert "n5" not in states()


def test_an_uploaded_file_asks_nobody(source, partner_server):
    content = Content(feed(*notes(2)))
    assert harvest_source(source, content=content).counts["new"] == 2
    assert harvest_source(source, content=content).outcome == Outcome.UNCHANGED
    assert partner_server.requests == []


def test_a_run_that_has_no_time_left_goes_on_next_time(run, source, monkeypatch):
    monkeypatch.setattr("harvest.writing.TOGETHER", 2)
    there_is_time = iter([True, True, False])
    monkeypatch.setattr("harvest.running._OneRun._has_time", lambda self: next(there_is_time))
    first = run(*notes(6))
    assert first.counts["new"] == 4
    monkeypatch.setattr("harvest.running._OneRun._has_time", lambda self: True)
    assert run(*notes(6)).counts == {"new": 2, "read": 6, "unchanged": 4}


def test_progress_is_told(run):
    told = []
    run(*notes(3), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


def test_a_page_that_leads_to_others_is_always_read_anew(run, source, notes_kind, monkeypatch):
    def reads_another(content, options):
        options.fetch(source.address)
        return read(content, options)

    kind = replace(notes_kind, read=reads_another)
    monkeypatch.setitem(kinds._kinds, "notes", kind)
    assert run(*notes(2), headers={"ETag": '"1"'}).outcome == Outcome.GOOD
    second = run(*notes(2), headers={"ETag": '"1"'})
    assert (second.outcome, second.counts) == (Outcome.GOOD, {"read": 2, "unchanged": 2})
