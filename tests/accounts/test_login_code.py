"""Logging in with a code by mail."""

import re
import time
from typing import Any

import pytest
from django.test import Client

from publishing.models import User
from tests.accounts.conftest import is_logged_in, with_app

pytestmark = pytest.mark.django_db
REQUEST, CONFIRM = "/account/login/code/", "/account/login/code/confirm/"


def code_in(mail: Any) -> str:
    found = re.search(r"^[A-Z0-9]{3,4}-[A-Z0-9]{3,4}$", mail.body, re.MULTILINE)
    assert found, mail.body
    return found.group()


def test_code_by_mail_logs_in(person: User, mailoutbox: list[Any]) -> None:
    client = Client()
    client.post(REQUEST, {"email": person.email})
    assert client.get(CONFIRM).status_code == 200
    client.post(CONFIRM, {"code": code_in(mailoutbox[-1])})
    assert is_logged_in(client)


def test_code_works_only_where_it_was_asked_for(person: User, mailoutbox: list[Any]) -> None:
    Client().post(REQUEST, {"email": person.email})
    elsewhere = Client()
    elsewhere.post(CONFIRM, {"code": code_in(mailoutbox[-1])})
    assert not is_logged_in(elsewhere)


def test_three_wrong_codes_end_it(person: User, mailoutbox: list[Any]) -> None:
    client = Client()
    client.post(REQUEST, {"email": person.email})
    for _try in range(3):
        client.post(CONFIRM, {"code": "AAA-AAA"})
    client.post(CONFIRM, {"code": code_in(mailoutbox[-1])})
    assert not is_logged_in(client)


def test_code_is_too_old_after_ten_minutes(
    person: User, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    client.post(REQUEST, {"email": person.email})
    later = time.time() + 601
    monkeypatch.setattr(time, "time", lambda: later)
    client.post(CONFIRM, {"code": code_in(mailoutbox[-1])})
    assert not is_logged_in(client)


def test_code_does_not_skip_the_second_factor(person: User, mailoutbox: list[Any]) -> None:
    with_app(person)
    client = Client()
    client.post(REQUEST, {"email": person.email})
    answer = client.post(CONFIRM, {"code": code_in(mailoutbox[-1])})
    assert answer["Location"].startswith("/account/2fa/authenticate/")
    assert not is_logged_in(client)


def test_fourth_request_for_one_address_within_a_minute_is_refused(
    person: User, mailoutbox: list[Any]
) -> None:
    for _try in range(4):
        Client().post(REQUEST, {"email": person.email})
    assert len(mailoutbox) == 3


def test_answers_for_known_and_unknown_addresses_are_alike(person: User) -> None:
    pages = []
    for email in (person.email, "vreemd@example.org"):
        client = Client()
        answer = client.post(REQUEST, {"email": email})
        page = client.get(CONFIRM)
        pages.append((answer.status_code, answer["Location"], page.status_code,
                      _without_tokens(page.content.decode()).replace(email, "")))  # fmt: skip
    assert pages[0] == pages[1]


def _without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
