"""What the search index, the curators and the timer notice of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Offer
from publishing.admin.copies import unsaved_copy
from publishing.confirmation import running
from publishing.models import FreshnessStep
from search import outbox
from search.cards import card_of_hit
from search.engines import get_engine
from search.labels import vocabulary
from search.query import SearchQuery
from search.rebuilding import rebuild
from tests.factories import EventFactory, OfferFactory, UserFactory
from tests.publishing.confirmation.conftest import START, Clock, run_and_read
from tests.publishing.confirmation.test_mail import links_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.VAR_DIR = tmp_path
    settings.SEARCH_URL = f"embedded://{tmp_path / 'index'}"
    rebuild(get_engine())
    yield


def found(kind: str = "offer", language: str = "nl") -> list[dict[str, Any]]:
    outbox.drain()
    query = SearchQuery(language=language)
    hits = get_engine().search(query).hits
    return [card_of_hit(hit, query, vocabulary()) for hit in hits if hit.document.kind == kind]


def test_the_index_hears_of_every_step_that_changes_something(
    index: None, clock: Clock, after_a_year: Offer, client: Client
):
    for days in (0, 14, 14, 14):
        clock.forward(days)
        [message] = run_and_read()
    [card] = found()
    assert card["stale"], "readers see it from the day of marking, without a new document"
    clock.forward(90)
    [message] = run_and_read()
    assert found() == []
    client.post(links_of(message)[0])
    [card] = found()
    assert (card["verified_on"], card["stale"]) == (clock.day, False)
    assert card["verified_by"] == "Stichting Draad"


def test_a_card_for_english_readers_marks_a_dutch_name(
    index: None, after_a_year: Offer, client: Client
):
    [message] = run_and_read()
    client.post(links_of(message)[0])
    [card] = found(language="en")
    assert (card["verified_by"], card["verified_by_lang"]) == ("Stichting Draad", "nl")


def test_what_is_over_is_not_called_stale(index: None, clock: Clock):
    clock.forward(500)
    EventFactory(start_date=clock.day - timedelta(days=3), verified_on=START)
    [card] = found("event")
    assert not card["stale"]


@pytest.fixture
def curator(after_a_year: Offer) -> Client:
    """Logged in today: a session does not last for a year."""
    browser = Client()
    browser.force_login(UserFactory(is_superuser=True, is_staff=True))
    return browser


def test_the_form_shows_what_was_asked(clock: Clock, after_a_year: Offer, curator: Client):
    url = reverse("wagtailsnippets_initiatives_offer:edit", args=[after_a_year.pk])
    label = str(FreshnessStep.Step.ASKED.label)
    assert f": {label} (" not in curator.get(url).content.decode()
    run_and_read()
    page = curator.get(url).content.decode()
    assert f"3 maart 2027: {label} (" in page
    assert "eigenaar@example.org" not in page


def test_the_history_names_who_confirmed(after_a_year: Offer, curator: Client, client: Client):
    [message] = run_and_read()
    client.post(links_of(message)[0])
    url = reverse("wagtailsnippets_initiatives_offer:history", args=[after_a_year.pk])
    assert "Stichting Draad" in curator.get(url).content.decode()


def test_curators_find_what_readers_are_warned_of(clock: Clock, curator: Client):
    told_after = timedelta(days=365 + 42)
    OfferFactory(title="Vers", verified_on=clock.day - timedelta(days=1))
    OfferFactory(title="Bijna", verified_on=clock.day - told_after)
    OfferFactory(title="Oud", verified_on=clock.day - told_after - timedelta(days=1))
    url = reverse("wagtailsnippets_initiatives_offer:list")
    page = curator.get(url, {"confirmed": "stale"}).content.decode()
    assert "Oud" in page
    assert "Bijna" not in page
    assert "Vers" not in page


def test_a_copy_is_not_confirmed_by_anybody(after_a_year: Offer, curator: Client, client: Client):
    [message] = run_and_read()
    client.post(links_of(message)[0])
    copy = unsaved_copy(Offer.objects.get(pk=after_a_year.pk))
    assert (copy.verified_on, copy.verified_by) == (None, "")


# --- The timer --------------------------------------------------------------------------------


def run_due() -> str:
    out = StringIO()
    call_command("run_due", stdout=out, stderr=out)
    return out.getvalue()


def test_the_timer_asks_and_says_so(index: None, after_a_year: Offer):
    assert "Confirmation: 1 steps taken, 1 mails sent" in run_due()
    assert "Confirmation" not in run_due()
    assert len(mail.outbox) == 1


def test_the_timer_sends_nothing_at_night(
    index: None, after_a_year: Offer, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    night = clock.now() - timedelta(hours=4)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: night)
        assert running.run_daily() == ""
    assert "1 mails sent" in running.run_daily()


def test_the_timer_tries_again_after_a_fault(after_a_year: Offer, monkeypatch: pytest.MonkeyPatch):
    def fails() -> None:
        raise ValueError("for once")

    with monkeypatch.context() as patch, pytest.raises(ValueError, match="for once"):
        patch.setattr(running, "record", fails)
        running.run_daily()
    assert "1 steps taken" in running.run_daily()


def test_the_command_does_it_now(after_a_year: Offer, capsys: pytest.CaptureFixture[str]):
    call_command("freshness")
    assert "1 steps taken, 1 mails sent" in capsys.readouterr().out
    call_command("freshness")
    assert "Nothing to do." in capsys.readouterr().out


def test_days_are_those_of_the_site(after_a_year: Offer):
    run_and_read()
    assert FreshnessStep.objects.get().day == date(2027, 3, 3)
