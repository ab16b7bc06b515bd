"""A worker knows what counts before anybody asks, and starts whatever happens to the database."""

import logging
import runpy
import threading

import pytest
from django.core import wsgi
from django.db import connections

from monitor.ledger import moments, read_ahead
from monitor.ledger.counted import Counted
from monitor.ledger.moments import Ledger
from monitor.ledger.recording import record
from search import healing


@pytest.fixture(autouse=True)
def nothing_read(monkeypatch):
    """A process that has read nothing yet, and forgets afterwards what it read."""
    monkeypatch.setattr(moments, "_ledger", Ledger())
    return moments._ledger


@pytest.mark.django_db(transaction=True)
def test_what_counts_now_is_known_before_anybody_asks(django_assert_num_queries):
    record({("offer", 1): Counted(facets={"form": ["course"]})})
    read_ahead.read_ahead()
    with django_assert_num_queries(1):
        assert moments.moment().everything.bit_count() == 1


def test_a_worker_starts_without_a_database(nothing_read, caplog):
    read_ahead.read_ahead()
    assert moments._ledger is nothing_read
    assert "could not be read ahead" in caplog.text


def test_a_worker_does_not_wait_for_a_database_that_does_not_answer(monkeypatch, caplog):
    answering = threading.Event()
    monkeypatch.setattr(Ledger, "moment", lambda ledger: answering.wait())
    read_ahead.read_ahead(most_seconds=0.01)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    answering.set()
    for thread in threading.enumerate():
        if thread.name == "ledger":
            thread.join()


def test_every_server_that_runs_the_site_reads_ahead(monkeypatch):
    called = []
    monkeypatch.setattr(wsgi, "get_wsgi_application", lambda: None)
    monkeypatch.setattr(healing, "look", lambda: called.append("index"))
    monkeypatch.setattr(read_ahead, "read_ahead", lambda: called.append("ledger"))
    monkeypatch.setattr(connections, "close_all", lambda: called.append("close"))
    runpy.run_module("portal.wsgi")
    # Copies of this process share no connection.
    assert called == ["index", "ledger", "close"]
