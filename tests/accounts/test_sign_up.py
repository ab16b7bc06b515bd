"""Anybody may make an account; nobody learns from it whether an address has one."""

import re
import time
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from publishing.models import User
from publishing.permissions import roles_of
from tests.accounts.conftest import PASSWORD, is_logged_in, log_in

pytestmark = pytest.mark.django_db
NEW = "nieuw@example.org"


@pytest.fixture
def hashed() -> Iterator[mock.Mock]:
    """How often a password is hashed: by far the longest part of an answer."""
    with mock.patch.object(
        MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode
    ) as encode:
        yield encode


def sign_up(client: Client, email: str, **fields: Any) -> Any:
    answers = {"email": email, "password1": PASSWORD, "password2": PASSWORD, "website": ""}
    return client.post("/account/signup/", answers | fields)


def link_in(mail: Any) -> str:
    found = re.search(r"http://testserver(/account/confirm-email/\S+)", mail.body)
    assert found, mail.body
    return found.group(1)


def test_account_works_once_the_address_is_confirmed(mailoutbox: list[Any]) -> None:
    client = Client()
    assert sign_up(client, NEW)["Location"] == "/account/confirm-email/"
    assert not is_logged_in(client)
    log_in(elsewhere := Client(), User.objects.get(email=NEW))
    assert not is_logged_in(elsewhere)
    answer = client.post(link_in(mailoutbox[0]))
    assert answer["Location"] == "/mijn-organisatie/"
    assert is_logged_in(client)


def test_new_person_is_told_what_to_do_next(mailoutbox: list[Any]) -> None:
    client = Client(headers={"Accept-Language": "en"})
    sign_up(client, NEW)
    client.post(link_in(mailoutbox[0]))
    page = client.get("/en/my-organisation/").content.decode()
    assert "What now?" in page
    assert "Find your organisation" in page


def test_link_opened_elsewhere_confirms_and_asks_to_log_in(mailoutbox: list[Any]) -> None:
    sign_up(Client(), NEW)
    elsewhere = Client()
    assert elsewhere.get(link_in(mailoutbox[0])).status_code == 200
    assert not EmailAddress.objects.get(email=NEW).verified, "looking is not confirming"
    elsewhere.post(link_in(mailoutbox[0]))
    assert EmailAddress.objects.get(email=NEW).verified
    assert not is_logged_in(elsewhere)


def test_link_used_again_leads_on_for_who_is_logged_in(mailoutbox: list[Any]) -> None:
    client = Client()
    sign_up(client, NEW)
    link = link_in(mailoutbox[0])
    client.post(link)
    used = client.get(f"/en{link}").content.decode()
    assert "You are logged in, so you can go on." in used
    assert 'class="button" href="/en/my-organisation/"' in used


def test_what_is_wrong_stands_above_the_fields_where_the_focus_goes() -> None:
    page = Client().post("/en/account/signup/", {"email": "no address"}).content.decode()
    assert page.index("data-error-summary") < page.index('name="email"')
    assert '<a href="#id_email">' in page
    assert 'value="no address"' in page


def test_new_account_has_no_rights_whatever_was_posted() -> None:
    sign_up(Client(), NEW, is_staff="1", is_superuser="1", is_active="1", role="owner", groups="1")
    user = User.objects.get(email=NEW)
    assert not (user.is_staff or user.is_superuser)
    assert not roles_of(user).is_curator
    assert not user.memberships.exists()
    assert not user.groups.exists()


def test_known_and_new_addresses_get_the_same_answer(person: User, mailoutbox: list[Any]) -> None:
    answers = []
    for email in (person.email, NEW):
        client = Client()
        answer = sign_up(client, email)
        page = client.get(answer["Location"]).content.decode().replace(email, "")
        answers.append((answer.status_code, dict(answer.items()), sorted(answer.cookies), page))
    assert answers[0] == answers[1]
    assert [mail.to for mail in mailoutbox] == [[person.email], [NEW]]
    assert User.objects.filter(email=person.email).count() == 1


def test_a_password_is_hashed_for_known_and_new_addresses(person: User, hashed: mock.Mock) -> None:
    counts = []
    for email in (person.email, NEW):
        hashed.reset_mock()
        sign_up(Client(), email)
        counts.append(hashed.call_count)
    assert counts[0] == counts[1] == 1


@pytest.mark.parametrize("email", ["iemand@example.org", "vreemd@example.org"])
def test_a_password_is_hashed_at_every_log_in(person: User, hashed: mock.Mock, email: str) -> None:
    hashed.reset_mock()
    Client().post("/account/login/", {"login": email, "password": "not the password"})
    assert hashed.call_count == 1


def test_program_that_fills_in_every_field_gets_nothing(
    mailoutbox: list[Any], hashed: mock.Mock
) -> None:
    answer = sign_up(Client(), NEW, website="https://example.org/")
    assert answer["Location"] == "/account/confirm-email/"
    assert not User.objects.filter(email=NEW).exists()
    assert mailoutbox == []
    assert hashed.call_count == 1


def test_field_for_programs_is_kept_from_people() -> None:
    page = Client().get("/account/signup/").content.decode()
    assert re.search(r'aria-hidden="true">\s*<label[^>]*>[^<]*</label>\s*<input[^>]*website', page)
    assert "style=" not in page


@pytest.mark.parametrize("known", [True, False])
def test_an_address_gets_three_mails_an_hour(
    person: User, mailoutbox: list[Any], known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    email = person.email if known else NEW
    start = time.time()
    for number in range(15):
        now = start + number * 200
        monkeypatch.setattr(time, "time", lambda now=now: now)
        assert sign_up(Client(), email)["Location"] == "/account/confirm-email/"
    assert len(mailoutbox) == 3


def test_one_machine_makes_ten_accounts_a_minute_at_most() -> None:
    statuses = [sign_up(Client(), f"n{n}@example.org").status_code for n in range(11)]
    assert statuses == [302] * 10 + [429]


def test_signing_up_twice_at_once_makes_one_account() -> None:
    with mock.patch("allauth.account.forms.flows.manage_email.email_already_exists") as exists:
        exists.side_effect = lambda email: (email, False)
        answers = [sign_up(Client(), NEW) for _time in range(2)]
    assert {answer["Location"] for answer in answers} == {"/account/confirm-email/"}
    assert User.objects.filter(email=NEW).count() == 1


@pytest.mark.parametrize(
    "password", ["kort-1", "wachtwoord123456"[:11], "123456789012", "nieuw@example.org"]
)
def test_weak_password_is_refused_with_a_sentence(password: str) -> None:
    answer = sign_up(Client(), NEW, password1=password, password2=password)
    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]


@pytest.mark.parametrize("password", ["één heel lange zin met spaties " * 3, "🐝" * 12])
def test_long_and_strange_passwords_are_fine(password: str) -> None:
    sign_up(Client(), NEW, password1=password, password2=password)
    assert User.objects.get(email=NEW).check_password(password)
