"""Curators do nothing without a second factor, whatever door they came by."""

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from publishing.models import RoleAssignment, User
from tests.accounts.conftest import PASSWORD, app_code, confirmed, is_logged_in, log_in, with_app
from tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    RegionFactory,
    RoleAssignmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SET_UP = "/account/2fa/"
DOORS = (
    "/beheer/",
    "/beheer/pages/",
    "/beheer/account/",
    "/beheer/zoekindex/",
    "/mijn-organisatie/",
)
COORDINATOR = RoleAssignment.Role.NATIONAL_COORDINATOR


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def manager() -> User:
    return RoleAssignmentFactory(user=UserFactory(email="regie@example.org")).user


def coordinator() -> User:
    return RoleAssignmentFactory(region=None, role=COORDINATOR).user


def administrator() -> User:
    return UserFactory(is_superuser=True, is_staff=True)


every_curator = pytest.mark.parametrize("make", [manager, coordinator, administrator])


@every_curator
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_curator_without_one_is_sent_to_set_it_up(make: Any, door: str, method: str) -> None:
    client = Client()
    client.force_login(make())
    answer = getattr(client, method)(door)
    assert (answer.status_code, answer["Location"]) == (302, SET_UP)


@every_curator
@pytest.mark.parametrize(
    "headers",
    [
        {"X-Requested-With": "XMLHttpRequest"},
        {"HX-Request": "true"},
        {"Accept": "application/json"},
        {"Sec-Fetch-Mode": "cors"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_scripts_are_refused(make: Any, headers: dict[str, str]) -> None:
    client = Client()
    client.force_login(make())
    answer = client.get("/beheer/pages/", headers=headers)
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/json"


@every_curator
def test_curator_with_an_app_works_on(make: Any) -> None:
    user = make()
    with_app(user)
    client = Client()
    client.force_login(user)
    assert client.get("/beheer/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor() -> None:
    user = manager()
    RecoveryCodes.activate(user)
    client = Client()
    client.force_login(user)
    assert client.get("/beheer/")["Location"] == SET_UP


def test_a_session_from_before_the_role_is_held_too() -> None:
    user = UserFactory()
    client = Client()
    client.force_login(user)
    assert client.get("/mijn-organisatie/").status_code == 200
    RoleAssignmentFactory(user=user)
    assert client.get("/mijn-organisatie/")["Location"] == SET_UP


def test_log_in_after_a_new_password_ends_at_the_same_page(mailoutbox: list[Any]) -> None:
    user = confirmed(manager())
    client = Client()
    client.post("/account/password/reset/", {"email": user.email})
    link = next(word for word in mailoutbox[-1].body.split() if "/password/reset/key/" in word)
    form = client.get(link.removeprefix("http://testserver"))["Location"]
    client.post(form, {"password1": PASSWORD + "-2", "password2": PASSWORD + "-2"})
    assert not is_logged_in(client), "a new password is no way round the second factor"
    log_in(client, user, password=PASSWORD + "-2")
    assert client.get("/beheer/")["Location"] == SET_UP


def test_new_password_does_not_skip_the_factor_one_has(mailoutbox: list[Any]) -> None:
    user = confirmed(manager())
    secret = with_app(user)
    client = Client()
    client.post("/account/password/reset/", {"email": user.email})
    link = next(word for word in mailoutbox[-1].body.split() if "/password/reset/key/" in word)
    form = client.get(link.removeprefix("http://testserver"))["Location"]
    client.post(form, {"password1": PASSWORD + "-2", "password2": PASSWORD + "-2"})
    answer = log_in(client, user, password=PASSWORD + "-2")
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_logged_in(client)
    client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert is_logged_in(client)


def test_the_page_to_set_it_up_says_why_and_can_be_used() -> None:
    client = Client()
    client.force_login(manager())
    page = client.get("/en" + SET_UP)
    assert "Your role requires it" in page.content.decode()
    assert client.get("/account/logout/").status_code == 200


def test_member_of_an_organisation_may_do_without() -> None:
    client = Client()
    client.force_login(MembershipFactory().user)
    assert client.get("/mijn-organisatie/").status_code == 200


def test_visitors_notice_nothing() -> None:
    answer = Client().get("/account/login/")
    assert answer.status_code == 200
    assert "sessionid" not in answer.cookies


def test_curator_keeps_the_last_factor() -> None:
    user = confirmed(manager())
    secret = with_app(user)
    client = Client()
    log_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
    RoleAssignment.objects.all().delete()
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user).exists()


def test_demonstration_may_do_without(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client = Client()
    client.force_login(manager())
    assert client.get("/beheer/").status_code == 200
    assert "demonstration" in client.get("/en" + SET_UP).content.decode()


def test_demo_accounts_meet_the_same_gate_when_it_is_required(settings: Any, tmp_path: Any) -> None:
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    RegionFactory(ref="flevoland")
    OrganisationFactory(ref="mbo-college-flevoland")
    call_command("demo_logins", stdout=StringIO())
    client = Client()
    client.force_login(User.objects.get(email="beheerder@example.org"))
    assert client.get("/beheer/")["Location"] == SET_UP
