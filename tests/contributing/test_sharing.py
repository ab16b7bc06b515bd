"""A draft is read by whoever has the secret link, and by nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from organisations.contributing.sharing import address_of, share
from organisations.models import DraftLink
from tests.contributing.conftest import Contributor
from tests.factories import MembershipFactory, OfferFactory

pytestmark = pytest.mark.django_db


def _shared(contributor: Contributor) -> tuple[Any, str]:
    offer = OfferFactory(title="Geheim plan", owner=contributor.organisation, live=False)
    contributor.client.post(f"/en/contribute/offer/{offer.pk}/share/", {"go": "make"})
    page = contributor.client.get(f"/en/contribute/offer/{offer.pk}/check/")
    path: str = page.context["link"]["url"].removeprefix("http://testserver")
    return offer, path


def test_whoever_has_the_link_reads_the_newest_version(contributor: Contributor):
    offer, path = _shared(contributor)
    contributor.post(
        f"/en/contribute/offer/{offer.pk}/1/", **contributor.first(title="Nieuwer plan")
    )
    page = Client().get(path)
    assert page.status_code == 200
    assert "Nieuwer plan" in page.text
    assert "You read a draft" in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert Client().post(path).status_code == 405


def test_a_withdrawn_link_says_nothing_any_more(contributor: Contributor):
    offer, path = _shared(contributor)
    contributor.client.post(f"/en/contribute/offer/{offer.pk}/share/", {"go": "withdraw"})
    page = Client().get(path)
    assert page.status_code == 404
    assert "Geheim plan" not in page.text


def test_a_link_ends_after_four_weeks(contributor: Contributor):
    _offer, path = _shared(contributor)
    DraftLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert Client().get(path).status_code == 404


def test_a_changed_link_leads_nowhere(contributor: Contributor):
    _offer, path = _shared(contributor)
    token = path.rstrip("/").rpartition("/")[2]
    key, _colon, rest = token.partition(":")
    for forged in (token[:-1], f"{key}x:{rest}", f"Mg:{rest}", rest):
        assert Client().get(path.replace(token, forged)).status_code == 404


def test_only_who_may_change_a_draft_shares_it(contributor: Contributor):
    offer = OfferFactory(owner=MembershipFactory().organisation, live=False)
    answer = contributor.client.post(f"/en/contribute/offer/{offer.pk}/share/", {"go": "make"})
    assert answer.status_code == 404
    with pytest.raises(PermissionDenied):
        share(offer, user=contributor.user)
    assert not DraftLink.objects.exists()


def test_the_address_is_signed(contributor: Contributor):
    _shared(contributor)
    signature = address_of(DraftLink.objects.get()).rstrip("/").rpartition(":")[2]
    assert len(signature) >= 43  # 256 bits in base 64
