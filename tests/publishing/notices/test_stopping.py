"""Whoever gets the daily mail with notices stops it with one click, also from the mail program."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client, override_settings

from organisations.accounts.own_data import forget
from publishing.models import Notice, NoticeMail, StoppedMail
from publishing.notices import tell
from publishing.notices.sending import send_waiting
from publishing.notices.stopping import address_in, link_to_stop
from tests.factories import UserFactory
from tests.publishing.notices.test_telling import ABOUT, tell_at_once, tomorrow

pytestmark = pytest.mark.django_db
ONE_CLICK = "List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def reader() -> Any:
    return UserFactory(email="lezer@example.org")


@pytest.fixture
def visitor() -> Client:
    """Without a log-in, and with nothing forgiven about forms."""
    return Client(enforce_csrf_checks=True)


def daily(reader: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What `reader` gets the next morning; None when there is no mail."""
    before = len(mail.outbox)
    tell(reader, "review_approved", ABOUT, at_once=False)
    tomorrow(monkeypatch)
    send_waiting()
    return mail.outbox[-1] if len(mail.outbox) > before else None


def link_in(message: Any) -> str:
    address = message.extra_headers["List-Unsubscribe"].partition(">")[0].strip("<")
    return urlsplit(address).path


@pytest.fixture
def link(reader: Any) -> str:
    return urlsplit(link_to_stop("lezer@example.org", "nl")).path


def test_the_daily_mail_has_the_link_where_mail_programs_and_people_look_for_it(
    reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = daily(reader, monkeypatch)
    link = link_in(message)
    assert message.extra_headers["List-Unsubscribe-Post"] == ONE_CLICK
    assert "mailto:" in message.extra_headers["List-Unsubscribe"]
    assert link in message.body and link in message.alternatives[0].content
    assert "lezer" not in link


def test_the_button_of_the_mail_program_stops_it_without_a_log_in_or_a_cookie(
    reader: Any, visitor: Client, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(reader, "review_approved", ABOUT, at_once=False)
    answer = visitor.post(link, ONE_CLICK, content_type=FORM)
    assert answer.status_code == 200 and not answer.cookies
    assert not NoticeMail.objects.exists(), "what was to come tomorrow does not come"
    assert daily(reader, monkeypatch) is None


def test_a_program_that_opens_every_link_stops_nothing(visitor: Client, link: str) -> None:
    answer = visitor.get(link)
    assert answer.status_code == 200 and "Stoppen met de dagelijkse mail?" in answer.text
    assert "no-store" in answer["Cache-Control"]
    assert not StoppedMail.objects.exists()


def test_who_changes_their_mind_gets_it_again(
    reader: Any, visitor: Client, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.post(link)
    visitor.post(link)
    assert 'name="again"' in visitor.get(link).text
    assert "U krijgt de dagelijkse mail weer" in visitor.post(link, {"again": "1"}).text
    assert daily(reader, monkeypatch) is not None


def test_what_blocks_somebody_still_comes(
    reader: Any, visitor: Client, link: str, django_capture_on_commit_callbacks: Any
) -> None:
    visitor.post(link)
    message = tell_at_once(django_capture_on_commit_callbacks, reader, "review_approved", ABOUT)
    assert message is not None
    assert "List-Unsubscribe-Post" not in message.extra_headers


def test_nobody_stops_the_mail_of_somebody_else(visitor: Client, link: str) -> None:
    *start, token, end = link.split("/")
    for wrong in ("verzonnen", token[:-4] + "AAAA", "é"):
        assert visitor.post("/".join([*start, wrong, end])).status_code == 404
    assert not StoppedMail.objects.exists()


def test_a_link_works_after_the_secret_key_was_renewed(link: str, settings: Any) -> None:
    token = link.split("/")[-2]
    with override_settings(SECRET_KEY="b" * 50, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert address_in(token) == "lezer@example.org"
    with override_settings(SECRET_KEY="b" * 50, SECRET_KEY_FALLBACKS=[]):
        assert address_in(token) is None


def test_nothing_is_kept_of_who_removes_the_account(
    reader: Any, visitor: Client, link: str
) -> None:
    visitor.post(link)
    forget(reader)
    assert not StoppedMail.objects.exists()
    assert not Notice.objects.exists()
