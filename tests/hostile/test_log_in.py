"""Nobody is led away from this site by a link to its log-in page."""

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from hypothesis import given

from publishing.models import User
from tests.factories import UserFactory
from tests.hostile.bad_input import any_bytes, tried

pytestmark = pytest.mark.django_db

ELSEWHERE = (
    "https://example.org/",
    "http://example.org",
    "//example.org/",
    "///example.org/",
    "////example.org",
    "/\\example.org",
    "\\\\example.org/",
    "\\/example.org",
    "https:example.org",
    "https:/example.org",
    "http:///example.org",
    "https://testserver@example.org/",
    "https://testserver:80@example.org/",
    "//testserver.example.org",
    "/%09/example.org",
    "\t//example.org",
    " https://example.org",
    "/\n/example.org",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "ftp://testserver/",
    "https://example.org\x00.testserver/",
    "https://[::1",
    "/beheer/\r\nLocation: https://example.org",
)  # fmt: skip
PASSWORD = "een-lang-wachtwoord-1"


@pytest.fixture
def person() -> User:
    user: User = UserFactory(email="iemand@example.org", password=PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def stays_here(location: str) -> bool:
    """As a browser reads it: backslashes are slashes, control characters are left out."""
    address = "".join(sign for sign in location if sign > " ").replace("\\", "/")
    target = urlsplit(address)
    if target.scheme or target.netloc:
        return target.scheme == "http" and target.netloc == "testserver"
    return not address.startswith("//")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_log_in_leads_to_this_site(target: str, person: User) -> None:
    cache.clear()  # the limit on log-ins is tested elsewhere
    client = Client()
    response = client.post(
        "/account/login/", {"login": person.email, "password": PASSWORD, "next": target}
    )
    assert response.status_code == 302
    assert client.session.get("_auth_user_id") == str(person.pk)
    assert stays_here(response["Location"]), response["Location"]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_doors_for_those_logged_in_lead_to_this_site(target: str, person: User) -> None:
    querystring = f"next={quote(target)}"
    for path in ("/account/login/", "/account/signup/", "/account/reauthenticate/"):
        client = Client()
        client.force_login(person)
        response = client.get(path, QUERY_STRING=querystring)
        if response.status_code != 200:
            assert stays_here(response["Location"]), (path, response["Location"])
    client = Client()
    client.force_login(person)
    assert stays_here(client.post("/account/logout/", {"next": target})["Location"])


@tried(200)
@given(target=any_bytes)
def test_any_next_address_leads_to_this_site(target: bytes, ask: Any) -> None:
    querystring = f"next={quote(target)}"
    page = ask("/account/login/", querystring)
    assert page.status_code == 200
    for door in ("/beheer/login/", "/_util/login/", "/en/_util/login/"):
        assert stays_here(ask(door, querystring)["Location"])


@tried(60)
@given(login=any_bytes, password=any_bytes)
def test_any_name_and_password_are_only_refused(login: bytes, password: bytes) -> None:
    cache.clear()
    body = f"login={quote(login)}&password={quote(password)}"
    response = Client().post(
        "/account/login/", body, content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code == 200
    assert response.context["form"].errors


@tried(60)
@given(email=any_bytes)
def test_any_address_for_a_new_password_gets_an_answer(email: bytes) -> None:
    cache.clear()
    response = Client().post(
        "/account/password/reset/",
        f"email={quote(email)}",
        content_type="application/x-www-form-urlencoded",
    )
    assert response.status_code in {200, 302}
