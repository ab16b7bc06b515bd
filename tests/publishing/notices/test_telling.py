"""Telling people things by mail, at once or in one mail a day."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import OperationalError
from django.template import TemplateDoesNotExist
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.users.models import UserProfile

from organisations.accounts.own_data import forget
from publishing.models import Notice, NoticeMail
from publishing.notices import composing, sending, tell
from publishing.notices.sending import run, send_waiting
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ABOUT = {"title": "Cursus weven", "url": "/aanbod/1-cursus/", "label": "Bekijk het"}


@pytest.fixture
def reader() -> Any:
    return UserFactory(email="lezer@example.org")


def tell_at_once(capture: Any, *args: Any, **kwargs: Any) -> Any:
    with capture(execute=True):
        tell(*args, at_once=True, **kwargs)
    return mail.outbox[-1] if mail.outbox else None


def tomorrow(monkeypatch: pytest.MonkeyPatch, days: int = 1) -> None:
    later = timezone.now().replace(hour=10) + timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: later)


def test_what_blocks_somebody_is_told_at_once(
    reader: Any, django_capture_on_commit_callbacks: Any
) -> None:
    message = tell_at_once(django_capture_on_commit_callbacks, reader, "review_approved", ABOUT)
    html = message.alternatives[0].content
    assert message.to == ["lezer@example.org"]
    assert message.subject == "Online: Cursus weven"
    for part in (message.body, html):
        assert "Cursus weven" in part
        assert "http://testserver/aanbod/1-cursus/" in part or "/aanbod/1-cursus/" in part
        assert "U krijgt deze mail omdat" in part
    assert message.extra_headers["List-Unsubscribe"]
    assert NoticeMail.objects.get().sent_at


def test_nothing_is_sent_when_the_transaction_fails(
    reader: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        tell(reader, "review_approved", ABOUT, at_once=True)
        assert not mail.outbox
    assert len(waiting) == 1


def test_text_of_others_stays_text(reader: Any, django_capture_on_commit_callbacks: Any) -> None:
    about = ABOUT | {"title": "<b>Wol & draad</b>\nBcc: iedereen@example.org"}
    message = tell_at_once(django_capture_on_commit_callbacks, reader, "review_approved", about)
    assert "\n" not in message.subject
    assert "<b>Wol & draad</b>" in message.body
    assert "&lt;b&gt;Wol &amp; draad&lt;/b&gt;" in message.alternatives[0].content
    assert message.recipients() == ["lezer@example.org"]


def test_reader_gets_the_language_of_the_account(
    reader: Any, django_capture_on_commit_callbacks: Any
) -> None:
    UserProfile.objects.create(user=reader, preferred_language="en")
    about = ABOUT | {"label": gettext_lazy("Approve"), "title": lambda: "Weaving"}
    message = tell_at_once(
        django_capture_on_commit_callbacks, reader, "review_approved", about, language="nl"
    )
    assert message.subject == "Live: Weaving"
    assert "Approve: " in message.body


def test_bare_address_gets_the_language_that_was_said(
    django_capture_on_commit_callbacks: Any,
) -> None:
    message = tell_at_once(
        django_capture_on_commit_callbacks,
        "nieuw@example.org",
        "review_approved",
        ABOUT,
        language="en",
    )
    assert message.subject == "Live: Cursus weven"
    assert message.to == ["nieuw@example.org"]


def test_mail_server_that_is_away_costs_nobody_anything(
    reader: Any, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_message: Any) -> None:
        raise smtplib.SMTPServerDisconnected("weg")

    with monkeypatch.context() as patch:
        patch.setattr("publishing.outgoing._send", away)
        tell_at_once(django_capture_on_commit_callbacks, reader, "review_approved", ABOUT)
        assert "1 mails waiting" in run()
    assert run() == "1 mails sent"
    assert len(mail.outbox) == 1


def test_the_rest_comes_in_one_mail_the_next_morning(
    reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title in ("Een", "Twee", "Een"):
        tell(reader, "review_approved", ABOUT | {"title": title}, at_once=False)
    tomorrow(monkeypatch)
    assert send_waiting().sent == 1
    (message,) = mail.outbox
    assert message.subject.startswith("2 ")
    assert message.body.count("Bekijk het: ") == 2
    tell(reader, "review_approved", ABOUT, at_once=False)
    assert send_waiting().sent == 0


def test_a_mail_names_no_more_than_somebody_reads(
    reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        tell(reader, "review_approved", ABOUT | {"title": f"Nummer {number}"}, at_once=False)
    tomorrow(monkeypatch)
    send_waiting()
    (message,) = mail.outbox
    assert message.subject.startswith("30 ")
    assert "Nummer 24" in message.body
    assert "Nummer 25" not in message.body
    for part in (message.body, message.alternatives[0].content):
        assert "nog 5 berichten" in part


def test_no_mail_goes_out_at_night(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(reader, "review_approved", ABOUT, at_once=False)
    night = timezone.localtime().replace(hour=3) + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: night)
    assert send_waiting().sent == 0


def test_mails_are_forgotten_after_a_month(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(reader, "review_approved", ABOUT, at_once=False)
    tomorrow(monkeypatch)
    run()
    tomorrow(monkeypatch, days=32)
    run()
    assert not NoticeMail.objects.exists()
    assert not Notice.objects.exists()


def test_mails_go_with_the_account(reader: Any) -> None:
    tell(reader, "review_approved", ABOUT, at_once=False)
    tell("lezer@example.org", "review_approved", ABOUT, at_once=True)
    forget(reader)
    assert not NoticeMail.objects.exists()


def test_whoever_was_shut_out_is_told_nothing(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(reader, "review_approved", ABOUT, at_once=False)
    reader.is_active = False
    reader.save()
    tomorrow(monkeypatch)
    assert send_waiting().sent == 0
    assert not NoticeMail.objects.exists()


def test_notice_without_templates_is_refused_at_once(reader: Any) -> None:
    with pytest.raises(TemplateDoesNotExist):
        tell(reader, "no_such_notice", {}, at_once=False)


def test_mail_that_cannot_be_made_keeps_no_other_waiting(
    reader: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tell(reader, "review_approved", ABOUT, at_once=True)
    tell("ander@example.org", "review_approved", ABOUT, at_once=True)
    broken, _other = NoticeMail.objects.order_by("pk")

    def compose(row: NoticeMail) -> Any:
        if row.pk == broken.pk:
            raise KeyError("title")
        return composing.compose(row)

    monkeypatch.setattr(sending, "compose", compose)

    assert (
        run() == "1 mails sent, 1 mails that could not be made, 1 mails waiting for the mail server"
    )
    assert [message.to for message in mail.outbox] == [["ander@example.org"]]
    assert f"Mail {broken.pk} could not be made" in caplog.text


def test_database_that_is_away_stops_nobody_and_loses_no_mail(
    reader: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def away(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(sending, "send_each", away)
        assert (
            tell_at_once(django_capture_on_commit_callbacks, reader, "review_approved", ABOUT)
            is None
        )
    assert "was not sent at once" in caplog.text

    assert send_waiting().sent == 1
    assert [message.to for message in mail.outbox] == [["lezer@example.org"]]
