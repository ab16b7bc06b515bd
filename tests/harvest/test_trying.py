"""A trial run shows what would come in, and stores nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harvest.models import Record, Run, Source, SourceRule
from harvest.records import Content
from harvest.trying import try_out
from tests.harvest.notes_kind import feed, note


def keys(coming):
    return [one.read.key for one in coming]


def test_shows_what_would_come_in_of_a_source_that_is_not_saved(notes_kind, partner_server, db):
    partner_server.answer(
        "/notes", feed(note("a", "Digicafé"), note("b", "Bestuur"), "!c", note("d", days=-3))
    )
    source = Source(kind="notes", address=partner_server.url("/notes"))
    source.rules = [SourceRule(verb="exclude", where="title", words="bestuur")]
    trial = try_out(source)
    assert keys(trial.coming) == ["a"]
    assert trial.coming[0].outlook.facts == (("Titel", "Digicafé"),)
    assert [left.read.key for left in trial.left_out] == ["b"]
    assert [refused.line for refused in trial.refused] == [3]
    assert [read.key for read in trial.over] == ["d"]
    assert not trial.fault


def test_stores_nothing(source, partner_server):
    partner_server.answer("/notes", feed(note("a")))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        try_out(source)
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]
    assert not Record.objects.exists()
    assert not Run.objects.exists()


def test_reads_an_uploaded_file_without_asking_anybody(notes_kind, partner_server, db):
    trial = try_out(Source(kind="notes"), Content(feed(note("a"))))
    assert keys(trial.coming) == ["a"]
    assert not partner_server.requests


def test_says_in_words_that_there_is_no_answer(notes_kind, partner_server, db):
    trial = try_out(Source(kind="notes", address=partner_server.url("/nowhere")))
    assert trial.fault_code == "status"
    assert "404" in trial.fault
    assert not trial.coming


def test_says_in_words_that_it_is_no_calendar(notes_kind, db):
    trial = try_out(Source(kind="notes"), Content(b"<html>Log in</html>"))
    assert (trial.fault, trial.fault_code) == ("Dit is een webpagina.", "web_page")


@pytest.mark.parametrize(
    ("body", "words"), [(feed(), "niets in"), (feed(note("a"), ends=False), "niet volledig")]
)
def test_says_what_is_odd_about_the_feed(notes_kind, db, body, words):
    trial = try_out(Source(kind="notes"), Content(body))
    assert any(words in notice for notice in trial.notices)


def test_a_reader_that_fails_is_a_fault_in_words(notes_kind, db, monkeypatch):
    def breaks(content, options):
        raise ZeroDivisionError

    monkeypatch.setattr("harvest.trying.kind_called", lambda slug: _with(notes_kind, breaks))
    trial = try_out(Source(kind="notes"), Content(feed(note("a"))))
    assert trial.fault_code == "reader_failed"


def _with(kind, read):
    from dataclasses import replace

    return replace(kind, read=read)


def test_what_has_the_identifier_of_another_is_refused(notes_kind, db):
    trial = try_out(Source(kind="notes"), Content(feed(note("a"), note("a", "Nog een"))))
    assert keys(trial.coming) == ["a"]
    assert [refused.title for refused in trial.refused] == ["Nog een"]


def test_of_a_large_feed_only_what_comes_first_is_looked_at_closely(notes_kind, db, monkeypatch):
    monkeypatch.setattr("harvest.trying.MOST_LOOKED_AT", 2)
    body = feed(note("late", days=30), note("soon", days=2), note("later", days=9))
    trial = try_out(Source(kind="notes"), Content(body))
    assert keys(trial.coming) == ["soon", "later", "late"]
    assert [bool(one.outlook.facts) for one in trial.coming] == [True, True, False]
    assert any("eerste 2" in notice for notice in trial.notices)
