"""Codes of an app, recovery codes and keys: setting up and logging in."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from publishing.models import User
from tests.accounts.conftest import PASSWORD, app_code, is_logged_in, log_in, with_app

pytestmark = pytest.mark.django_db
SECOND = "/account/2fa/authenticate/"


def fresh(person: User) -> Client:
    """Somebody who has just typed the password again."""
    client = Client()
    log_in(client, person)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def test_setting_up_an_app_asks_for_the_password_again(person: User) -> None:
    client = Client()
    client.force_login(person)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_app_is_set_up_with_a_code_and_gives_recovery_codes(
    person: User, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    client = fresh(person)
    page = client.get(reverse("mfa_activate_totp"))
    assert "<svg" in page.content.decode()
    assert "data:image" not in page.content.decode(), "the content policy refuses it"
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": app_code(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert len(client.get(answer["Location"]).context["unused_codes"]) == 10
    assert mailoutbox[-1].to == [person.email], "the owner hears of it"


def test_wrong_code_sets_nothing_up(person: User) -> None:
    client = fresh(person)
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert page.context["form"].errors
    assert not Authenticator.objects.exists()


def test_log_in_asks_for_the_code(person: User) -> None:
    secret = with_app(person)
    client = Client()
    assert log_in(client, person)["Location"] == SECOND
    assert not is_logged_in(client)
    assert client.get("/mijn-organisatie/")["Location"].startswith("/account/login/")
    client.post(SECOND, {"code": app_code(secret)})
    assert is_logged_in(client)


def test_code_of_half_a_minute_ago_is_refused(person: User) -> None:
    secret = with_app(person)
    client = Client()
    log_in(client, person)
    client.post(SECOND, {"code": app_code(secret, periods_ago=1)})
    assert not is_logged_in(client)


@pytest.mark.parametrize(
    "respelt",
    [
        str,
        lambda code: f"{code[:3]} {code[3:]}",
        lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code),
    ],
    ids=["as it was", "with a space", "in full-width digits"],
)
def test_a_code_works_once_however_it_is_spelt(person: User, respelt: Any) -> None:
    secret = with_app(person)
    code = app_code(secret)
    first, second = Client(), Client()
    for client, typed in ((first, code), (second, respelt(code))):
        log_in(client, person)
        client.post(SECOND, {"code": typed})
    assert is_logged_in(first)
    assert not is_logged_in(second)


def test_a_recovery_code_works_once(person: User) -> None:
    with_app(person)
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    code = codes.get_unused_codes()[0]
    first, second = Client(), Client()
    for client in (first, second):
        log_in(client, person)
        client.post(SECOND, {"code": code})
    assert is_logged_in(first)
    assert not is_logged_in(second)


def test_sixth_wrong_code_is_not_even_checked(person: User) -> None:
    secret = with_app(person)
    client = Client()
    log_in(client, person)
    for _try in range(5):
        client.post(SECOND, {"code": "000000"})
    client.post(SECOND, {"code": app_code(secret)})
    assert not is_logged_in(client)


def test_session_gets_a_new_name_at_each_step(person: User) -> None:
    secret = with_app(person)
    client = Client()
    log_in(client, person)
    before = client.session.session_key
    client.post(SECOND, {"code": app_code(secret)})
    assert client.session.session_key != before


def test_passkey_log_in_asks_nothing_about_an_account() -> None:
    answer = Client().get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    asked = json.loads(answer.content)["request_options"]["publicKey"]
    assert asked["userVerification"] == "required"
    assert not asked.get("allowCredentials")


def test_forged_passkey_is_refused(person: User) -> None:
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    for forged in ("{}", "null", "[]", '{"id": "x", "rawId": "x", "response": {}, "type": "y"}'):
        answer = client.post(reverse("mfa_login_webauthn"), {"credential": forged})
        assert answer.status_code in (200, 302), forged
        assert not is_logged_in(client)
