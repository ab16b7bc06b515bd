"""What the timer does every five minutes."""

import fcntl
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.management.commands import run_due
from search.engines import get_engine
from search.models import IndexState, Outbox
from search.query import SearchQuery
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    """An installation of its own, whose index was never built."""
    settings.VAR_DIR = tmp_path
    settings.SEARCH_URL = f"embedded://{tmp_path / 'index'}"
    cache.clear()


def run() -> str:
    out = StringIO()
    call_command("run_due", stdout=out, stderr=out)
    return out.getvalue()


def titles() -> list[str]:
    return [hit.document.titles["nl"] for hit in get_engine().search(SearchQuery()).hits]


def test_what_is_scheduled_is_published_and_found_by_one_run(monkeypatch):
    run()
    offer = OfferFactory(title="Straks", live=False)
    offer.go_live_at = timezone.now() + timedelta(hours=1)
    offer.save_revision().publish()
    run()
    assert titles() == []
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    run()
    assert titles() == ["Straks"]


def test_running_again_changes_nothing():
    OfferFactory()
    run()
    generation = get_engine().stats().generation
    assert "Index against database" not in run()
    assert get_engine().stats().generation == generation
    assert not Outbox.objects.exists()


def test_index_and_database_are_compared_once_a_day_and_mended():
    OfferFactory(title="Oud")
    run()
    assert IndexState.now().differences == 0
    OfferFactory._meta.model.objects.update(title="Nieuw")
    run()
    assert titles() == ["Oud"]
    IndexState.objects.update(verified_at=timezone.now() - timedelta(days=1))
    assert "1 differences, mended" in run()
    assert titles() == ["Nieuw"]
    assert IndexState.now().differences == 1


def test_a_comparison_that_was_asked_for_is_made():
    run()
    IndexState.note(verification_asked=True)
    assert "Index against database: the same" in run()
    assert not IndexState.now().verification_asked


def test_old_sessions_go():
    Session.objects.create(
        session_key="x", session_data="", expire_date=timezone.now() - timedelta(days=1)
    )
    assert "Old sessions" in run()
    assert not Session.objects.exists()
    assert "Old sessions" not in run()


def test_a_step_that_fails_does_not_stop_the_others(monkeypatch):
    OfferFactory(title="Toch")
    steps = (("First", lambda: 1 / 0), *run_due.STEPS)
    monkeypatch.setattr(run_due, "STEPS", steps)
    with pytest.raises(CommandError, match="Failed: First"):
        run()
    assert titles() == ["Toch"]


def test_two_at_once_do_nothing_twice(settings):
    OfferFactory()
    with (settings.VAR_DIR / "run_due.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "nothing done" in run()
    assert not (settings.VAR_DIR / "index").exists()


def test_an_index_that_somebody_else_writes_is_left_to_them(monkeypatch):
    run()
    OfferFactory()
    monkeypatch.setattr(run_due.outbox, "DRAIN_WAIT_SECONDS", 0.05)
    monkeypatch.setattr(run_due.outbox.drain, "__defaults__", (None, 0.05))
    with get_engine().exclusive(1.0):
        assert "left to them" in run()
