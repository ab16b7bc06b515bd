"""Mail about accounts leaves after the answer, and a mail server that fails delays nobody."""

import threading
from typing import Any
from unittest import mock

import pytest
from django.core.mail import EmailMessage

from organisations.accounts import mail


class Message(EmailMessage):
    """Fails as often as told, and remembers from which thread it was sent."""

    def __init__(self, fails: int) -> None:
        super().__init__("x", "y", to=["iemand@example.org"])
        self.fails = fails
        self.tries: list[str] = []
        self.done = threading.Event()

    def send(self, fail_silently: bool = False) -> int:
        self.tries.append(threading.current_thread().name)
        if len(self.tries) <= self.fails:
            raise ConnectionRefusedError("iemand@example.org")
        self.done.set()
        return 1


@pytest.fixture(autouse=True)
def at_once(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ACCOUNT_MAIL_LATER = True
    monkeypatch.setattr(mail, "TRIES", (0, 0, 0))


def test_mail_is_sent_from_another_thread() -> None:
    message = Message(fails=0)
    mail.send_later(message)
    assert message.done.wait(10)
    assert message.tries[0].startswith("account-mail")


def test_what_fails_is_tried_again() -> None:
    message = Message(fails=2)
    mail.send_later(message)
    assert message.done.wait(10)
    assert len(message.tries) == 3


def test_giving_up_is_logged_without_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    log = mock.Mock()
    monkeypatch.setattr(mail, "logger", log)
    mail._senders().submit(mail._send, Message(fails=3)).result(10)
    assert log.error.call_count == 1
    assert "iemand@example.org" not in str(log.mock_calls)
