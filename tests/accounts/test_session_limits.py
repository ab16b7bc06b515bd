"""A session ends by itself, soonest for those who can change most, and an administrator ends any."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from organisations.accounts import session_limits
from organisations.accounts.actions.end_sessions import END_SESSIONS_LOG_ACTION, end_sessions
from publishing.models import User
from tests.accounts.conftest import is_logged_in, log_in
from tests.factories import RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db
HERE = "/account/data/"
PING = "/beheer/editing-sessions/ping/initiatives/offer/1/1/"


def visit(client: Client, after: timedelta, path: str = HERE) -> bool:
    """Whether somebody is still logged in when coming back `after` the log-in."""
    moment = timezone.now() + after
    with mock.patch.object(session_limits, "_now", moment.timestamp):
        client.get(path)
    return is_logged_in(client)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def test_curator_is_logged_out_after_half_an_hour_of_nothing() -> None:
    curator = RoleAssignmentFactory().user
    assert visit(browser_of(curator), minutes(29))
    assert not visit(browser_of(curator), minutes(31))


def test_working_on_keeps_a_curator_logged_in_for_twelve_hours_and_no_longer() -> None:
    client = browser_of(RoleAssignmentFactory().user)
    for number in range(1, 29):
        assert visit(client, minutes(25 * number)), number
    assert not visit(client, minutes(12 * 60 + 1))


def test_a_page_that_asks_by_itself_keeps_nobody_logged_in() -> None:
    client = browser_of(RoleAssignmentFactory().user)
    for number in range(1, 6):
        visit(client, minutes(5 * number), PING)
    assert not visit(client, minutes(31))


def test_other_people_stay_for_days() -> None:
    client = browser_of(UserFactory())
    for day in (2, 4, 6, 8, 10, 12, 13):
        assert visit(client, timedelta(days=day)), day
    assert not visit(client, timedelta(days=14, minutes=1))
    assert not visit(browser_of(UserFactory()), timedelta(days=3, minutes=1))


def test_whoever_becomes_a_curator_has_their_limits_at_once() -> None:
    user = UserFactory()
    client = browser_of(user)
    RoleAssignmentFactory(user=user)
    assert not visit(client, minutes(31))


def test_session_from_before_there_were_limits_counts_from_now() -> None:
    client = browser_of(RoleAssignmentFactory().user)
    session = client.session
    for name in ("session_begun", "session_seen"):
        del session[name]
    session.save()
    assert visit(client, minutes(60))
    assert not visit(client, minutes(60 + 31))


def test_somebody_who_was_logged_out_is_told_why_and_led_back() -> None:
    client = browser_of(RoleAssignmentFactory().user)
    later = (timezone.now() + minutes(31)).timestamp()
    with mock.patch.object(session_limits, "_now", lambda: later):
        answer = client.get("/account/data/", follow=True)
    assert answer.redirect_chain == [("/account/login/?next=/account/data/", 302)]
    assert "langere tijd weg" in answer.content.decode()


def test_visitor_gets_no_session() -> None:
    client = Client()
    client.get("/account/login/")
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_administrator_ends_all_sessions_of_somebody(person: User) -> None:
    phone, laptop = Client(), Client()
    log_in(phone, person)
    log_in(laptop, person)
    assert is_logged_in(phone)
    assert is_logged_in(laptop)
    administrator = browser_of(UserFactory(is_superuser=True, is_staff=True))
    address = reverse("end_sessions", args=[person.pk])
    assert administrator.get(address).content.decode().count("<tr><td>") == 2

    administrator.post(address)

    assert not is_logged_in(phone)
    assert not is_logged_in(laptop)
    assert not UserSession.objects.filter(user=person).exists()
    assert "nergens ingelogd" in administrator.get(address).content.decode()
    assert is_logged_in(administrator)
    assert ModelLogEntry.objects.filter(action=END_SESSIONS_LOG_ACTION).count() == 1


def test_page_about_sessions_is_in_the_list_of_accounts(person: User) -> None:
    administrator = browser_of(UserFactory(is_superuser=True, is_staff=True))
    accounts = administrator.get(reverse("wagtailusers_users:index")).content.decode()
    assert reverse("end_sessions", args=[person.pk]) in accounts


def test_nobody_else_ends_sessions_of_others(person: User) -> None:
    log_in(Client(), person)
    before = Session.objects.count()
    for user in (person, RoleAssignmentFactory().user):
        with pytest.raises(PermissionDenied):
            end_sessions(person, user=user)
    assert Session.objects.count() == before


def test_person_ends_the_other_sessions_from_the_own_list(person: User) -> None:
    here, elsewhere = Client(), Client()
    log_in(here, person)
    log_in(elsewhere, person)
    page: Any = here.get("/account/sessions/")
    assert page.status_code == 200
    here.post("/account/sessions/")
    assert is_logged_in(here)
    assert not is_logged_in(elsewhere)
