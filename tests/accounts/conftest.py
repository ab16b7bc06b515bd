"""People with accounts, and what they need to log in."""

import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from publishing.models import User
from tests.factories import UserFactory

PASSWORD = "een-lang-wachtwoord-1"


@pytest.fixture(autouse=True)
def fresh_rate_limits() -> None:
    cache.clear()


def confirmed(user: User) -> User:
    """Somebody whose address is confirmed and who has a password."""
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def person(db: None) -> User:
    return confirmed(UserFactory(email="iemand@example.org"))


def with_app(user: User) -> str:
    """Give somebody an app with codes and recovery codes; returns the key of the app."""
    secret: str = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def app_code(secret: str, periods_ago: int = 0) -> str:
    """What the app shows now, or showed some half minutes ago."""
    counter = int(time.time()) // 30 - periods_ago
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def log_in(client: Client, user: User, **fields: Any) -> Any:
    """Post the log-in form."""
    return client.post("/account/login/", {"login": user.email, "password": PASSWORD} | fields)


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
