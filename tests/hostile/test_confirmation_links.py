"""Links from mails that nobody ever got: made up, changed, or signed for something else."""

import secrets
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.core import signing
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from initiatives.models import Offer
from publishing.confirmation.addressees import fingerprint
from publishing.confirmation.links import Purpose
from publishing.models import RoleAssignment
from tests.factories import RoleAssignmentFactory
from tests.hostile.bad_input import any_bytes, tried
from tests.publishing.confirmation.conftest import person

pytestmark = pytest.mark.django_db

STARTS = ("/en/still-right/", "/en/still-right/bring-back/")
EMAIL = "landelijk@example.org"


@pytest.fixture
def offer(small_site: None) -> Offer:
    RoleAssignmentFactory(
        user=person(EMAIL), role=RoleAssignment.Role.NATIONAL_COORDINATOR, region=None
    )
    return Offer.objects.live().order_by("pk").first()


def token(content: Any, salt: str = Purpose.CONFIRM.value) -> str:
    return signing.dumps(content, salt=salt)


def good(offer: Offer) -> list[Any]:
    return [offer.kind, offer.pk, date.today().isoformat(), fingerprint(EMAIL)]


def unchanged(offer: Offer) -> bool:
    now = Offer.objects.get(pk=offer.pk)
    return (now.verified_on, now.live) == (offer.verified_on, offer.live)


@tried(200)
@given(start=st.sampled_from(STARTS), piece=any_bytes)
def test_any_token_gives_a_page_that_says_what_to_do(start: str, piece: bytes, ask: Any) -> None:
    response = ask(f"{start}{quote(piece, safe='')}/")
    assert response.status_code in {301, 302, 404}


def test_a_good_one_works(offer: Offer) -> None:
    assert Client().get(f"{STARTS[0]}{token(good(offer))}/").status_code == 200


@tried(150)
@given(place=st.integers(min_value=0, max_value=400), sign=st.sampled_from("aZ0-_:.="))
def test_a_token_with_one_sign_changed_does_nothing(place: int, sign: str, offer: Offer) -> None:
    text = token(good(offer))
    place %= len(text)
    changed = text[:place] + sign + text[place + 1 :]
    if changed == text:
        return
    response = Client().post(f"{STARTS[0]}{changed}/")
    # The last sign of base64 holds bits that count for nothing.
    if response.status_code != 302:
        assert response.status_code == 404
        assert unchanged(offer)


@pytest.mark.parametrize("salt", [Purpose.BRING_BACK.value, "", "account", "django.core.signing"])
def test_a_token_signed_for_something_else_does_nothing(salt: str, offer: Offer) -> None:
    assert Client().post(f"{STARTS[0]}{token(good(offer), salt)}/").status_code == 404
    assert unchanged(offer)


def test_a_token_of_another_site_does_nothing(offer: Offer) -> None:
    foreign = signing.dumps(good(offer), key=secrets.token_urlsafe(50), salt=Purpose.CONFIRM.value)
    assert Client().post(f"{STARTS[0]}{foreign}/").status_code == 404
    assert unchanged(offer)


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {},
        "offer",
        ["offer"],
        ["offer", "x", "2026-01-01", "m"],
        ["offer", 1, "2026-13-01", "m"],
        ["offer", 1, None, "m"],
        ["user", 1, "2026-01-01", "m"],
        ["offer", 10**30, "2026-01-01", "m"],
        ["offer", -1, "2026-01-01", "m"],
        ["offer", 1, "2026-01-01", "m", "more"],
    ],
)
@pytest.mark.parametrize("purpose", Purpose)
def test_odd_content_is_refused_even_when_signed(content: Any, purpose: Purpose) -> None:
    start = STARTS[purpose is Purpose.BRING_BACK]
    response = Client().post(f"{start}{token(content, purpose.value)}/")
    assert response.status_code in {404, 410}


def test_a_mark_of_somebody_else_does_nothing(offer: Offer) -> None:
    for address in ("iemand@example.org", "", EMAIL.replace("@", "+x@")):
        content = [*good(offer)[:3], fingerprint(address)]
        assert Client().post(f"{STARTS[0]}{token(content)}/").status_code == 403
    assert unchanged(offer)
