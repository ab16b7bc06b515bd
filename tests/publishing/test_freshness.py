from datetime import date, timedelta

import pytest

from initiatives.models import Offer
from publishing.freshness import Freshness, freshness_of
from tests.factories import OfferFactory

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Freshness.CONFIRMED),
        (365, Freshness.CONFIRMED),
        (366, Freshness.DUE),
        (425, Freshness.DUE),
        (426, Freshness.STALE),
    ],
)
def test_a_confirmation_wears_out(days: int, expected: Freshness):
    assert freshness_of(TODAY - timedelta(days=days), TODAY) == expected


def test_what_nobody_confirmed_says_so():
    assert freshness_of(None, TODAY) == Freshness.NEVER


@pytest.mark.django_db
def test_what_waits_for_a_confirmation_is_live_and_old_or_never_confirmed():
    OfferFactory(title="vers", verified_on=TODAY)
    OfferFactory(title="oud", verified_on=TODAY - timedelta(days=366))
    OfferFactory(title="verlopen", verified_on=TODAY - timedelta(days=500))
    OfferFactory(title="nooit", verified_on=None)
    OfferFactory(title="concept", verified_on=None, live=False)
    waiting = Offer.objects.to_confirm(TODAY).values_list("title", flat=True)
    assert set(waiting) == {"oud", "verlopen", "nooit"}
    stale = Offer.objects.stale(TODAY).values_list("title", flat=True)
    assert set(stale) == {"verlopen", "nooit"}
