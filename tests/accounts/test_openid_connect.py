"""Logging in at the identity provider of one's organisation, against a provider that runs."""

import http.client
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from portal.settings.environment import ConfigurationError, Environment
from portal.settings.openid_connect import provider_id, provider_origins, providers
from publishing.models import User
from publishing.permissions import roles_of
from tests.accounts.conftest import PASSWORD, is_logged_in, log_in, with_app
from tests.accounts.identity_provider import CLIENT, SECRET, Provider, running_provider
from tests.factories import RoleAssignmentFactory

pytestmark = pytest.mark.django_db
SAM = {"sub": "4711", "email": "sam@provincie.example", "email_verified": True,
       "given_name": "Sam", "family_name": "Provincie"}  # fmt: skip


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with running_provider() as running:
        running.person = dict(SAM)
        settings.SOCIALACCOUNT_PROVIDERS = providers(Environment(variables(running.issuer)))
        yield running


def variables(issuer: str) -> dict[str, str]:
    return {
        "VLECHTWERK_OIDC_NAME": "Provincie",
        "VLECHTWERK_OIDC_ISSUER": issuer,
        "VLECHTWERK_OIDC_CLIENT_ID": CLIENT,
        "VLECHTWERK_OIDC_CLIENT_SECRET": SECRET,
    }


def go_there(client: Client, provider: Provider, process: str = "login") -> str:
    """Press the button and log in at the provider; gives the address one comes back to."""
    start = f"/account/oidc/{provider_id(provider.issuer)}/login/?process={process}"
    sent = client.post(start)["Location"]
    assert sent.startswith(provider.issuer)
    parts = urlsplit(sent)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(connection.getresponse().headers["Location"])
    connection.close()
    return f"{back.path}?{back.query}"


def come_in(client: Client, provider: Provider) -> Any:
    return client.get(go_there(client, provider))


def test_log_in_page_has_the_button_only_when_set_up(provider: Provider, settings: Any) -> None:
    assert "Provincie" in Client().get("/account/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Provincie" not in Client().get("/account/login/").content.decode()


def test_new_person_gets_an_account_without_rights(provider: Provider) -> None:
    provider.person |= {"groups": ["admin"], "roles": ["administrator"], "is_superuser": True}
    client = Client()
    assert come_in(client, provider)["Location"] == "/mijn-organisatie/"
    assert is_logged_in(client)
    user = User.objects.get(email=SAM["email"])
    assert str(user) == "Sam Provincie"
    assert not (user.is_staff or user.is_superuser or roles_of(user).is_curator)
    assert not user.has_usable_password()
    assert provider.refused == []


def test_same_person_comes_back_to_the_same_account(provider: Provider) -> None:
    come_in(Client(), provider)
    provider.person["email"] = "sam.nieuw@provincie.example"
    again = Client()
    come_in(again, provider)
    assert is_logged_in(again)
    account = SocialAccount.objects.get()
    assert (account.provider, account.uid) == (provider_id(provider.issuer), "4711")
    assert User.objects.filter(socialaccount__isnull=False).count() == 1


def test_somebody_else_with_the_address_does_not_get_the_account(provider: Provider) -> None:
    come_in(Client(), provider)
    provider.person["sub"] = "815"
    other = Client()
    come_in(other, provider)
    assert not is_logged_in(other)


def test_account_with_a_password_is_not_taken_over(provider: Provider, person: User) -> None:
    provider.person["email"] = person.email
    client = Client()
    come_in(client, provider)
    assert not is_logged_in(client)
    assert not SocialAccount.objects.exists()


def test_address_that_the_provider_does_not_vouch_for_is_refused(provider: Provider) -> None:
    provider.person["email_verified"] = False
    client = Client()
    assert come_in(client, provider).status_code == 403
    assert not User.objects.filter(email=SAM["email"]).exists()


def test_owner_connects_the_two(provider: Provider, person: User) -> None:
    client = Client()
    log_in(client, person)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.get(go_there(client, provider, process="connect"))
    assert SocialAccount.objects.get().user == person
    later = Client()
    come_in(later, provider)
    assert later.session["_auth_user_id"] == str(person.pk)


def test_provider_does_not_skip_the_second_factor(provider: Provider) -> None:
    come_in(Client(), provider)
    with_app(User.objects.get(email=SAM["email"]))
    client = Client()
    assert come_in(client, provider)["Location"].startswith("/account/2fa/authenticate/")
    assert not is_logged_in(client)


def test_curator_who_comes_from_there_needs_a_second_factor(
    provider: Provider, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    come_in(Client(), provider)
    RoleAssignmentFactory(user=User.objects.get(email=SAM["email"]))
    client = Client()
    come_in(client, provider)
    assert client.get("/beheer/")["Location"] == "/account/2fa/"


def test_answer_works_once_and_only_in_the_browser_that_asked(provider: Provider) -> None:
    asked, other = Client(), Client()
    back = go_there(asked, provider)
    other.get(back)
    assert not is_logged_in(other)
    asked.get(back)
    assert is_logged_in(asked)
    asked.post("/account/logout/")
    asked.get(back)
    assert not is_logged_in(asked)


def test_looking_at_the_address_starts_nothing(provider: Provider) -> None:
    answer = Client().get(f"/account/oidc/{provider_id(provider.issuer)}/login/")
    assert answer.status_code == 200


def test_provider_that_is_down_gives_a_page(provider: Provider) -> None:
    client = Client()
    back = go_there(client, provider)
    provider.codes.clear()
    answer = client.get(back)
    assert answer.status_code in (200, 401)
    assert not is_logged_in(client)


def test_settings_need_all_or_none() -> None:
    assert providers(Environment({})) == {}
    complete = variables("https://id.example.nl/realms/a")
    for name in complete:
        with pytest.raises(ConfigurationError, match=name):
            providers(Environment({**complete, name: ""}))


def test_browsers_may_be_led_on_to_the_provider() -> None:
    configured = providers(Environment(variables("https://id.example.nl:8443/realms/a")))
    assert provider_origins(configured) == ["https://id.example.nl:8443"]


def test_another_issuer_is_another_provider() -> None:
    assert provider_id("https://id.example.nl/realms/a") == "id-example-nl-realms-a"
    assert provider_id("https://id.example.nl/realms/b") != provider_id(
        "https://id.example.nl/realms/a"
    )
