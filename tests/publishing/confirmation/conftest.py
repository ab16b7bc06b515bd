"""A clock that tests set, and an organisation whose items grow old."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core import mail, signing
from django.core.cache import cache
from django.utils import timezone

from initiatives.models import Offer
from organisations.models import Membership
from publishing.confirmation.running import run
from publishing.models import User
from tests.factories import MembershipFactory, OfferFactory, OrganisationFactory, UserFactory

START = date(2026, 3, 2)


class Clock:
    """The day it is, at ten in the morning."""

    def __init__(self) -> None:
        self.day = START

    def now(self) -> datetime:
        moment = datetime.combine(self.day, time(10), ZoneInfo("Europe/Amsterdam"))
        return moment.astimezone(ZoneInfo("UTC"))

    def forward(self, days: int) -> None:
        self.day += timedelta(days=days)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    monkeypatch.setattr(signing, "time", SimpleNamespace(time=lambda: clock.now().timestamp()))
    cache.clear()
    return clock


def person(email: str, *, verified: bool = True, **fields: Any) -> User:
    """Somebody with an address that is proved, unless told otherwise."""
    user = UserFactory(email=email, **fields)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=verified)
    return user


@pytest.fixture
def owner(db: None) -> User:
    return person("eigenaar@example.org")


@pytest.fixture
def organisation(owner: User, clock: Clock) -> Any:
    """Confirmed long after everything else, so that it does not ask for itself."""
    organisation = OrganisationFactory(title="Stichting Draad", verified_on=date(2040, 1, 1))
    MembershipFactory(organisation=organisation, user=owner, role=Membership.Role.OWNER)
    return organisation


@pytest.fixture
def offer(organisation: Any) -> Offer:
    """Live with a version, confirmed on the first day of the clock."""
    offer = OfferFactory(
        title="Cursus weven", title_en="Weaving course", owner=organisation, verified_on=START
    )
    offer.save_revision().publish()
    return Offer.objects.get(pk=offer.pk)


@pytest.fixture
def after_a_year(clock: Clock, offer: Offer) -> Offer:
    """The first day on which the offer is to be confirmed; nobody was asked yet."""
    clock.forward(366)
    return offer


def run_and_read() -> list[Any]:
    """Do what is due and give the mails that went out."""
    mail.outbox.clear()
    run()
    return list(mail.outbox)
