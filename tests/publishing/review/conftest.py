"""Who hands in and who decides."""

from typing import Any

import pytest

from initiatives.models import Offer
from portal.launching.workflow import ensure_review_workflow
from tests.factories import OfferFactory
from tests.people import as_user, people

__all__ = ["as_user", "people"]


@pytest.fixture
def draft(people: Any) -> Offer:
    """A draft of region A, kept by the organisation of the member."""
    ensure_review_workflow()
    offer = OfferFactory(
        title="Cursus", region=people.region_a, owner=people.organisation, live=False
    )
    offer.save_revision(user=people.member)
    return Offer.objects.get(pk=offer.pk)


def change(offer: Offer, user: Any, **fields: Any) -> Any:
    """Save a new version, as the author's form does, and give its revision."""
    latest = offer.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(latest, name, value)
    return latest.save_revision(user=user, clean=False)


def stored(offer: Offer) -> Offer:
    return Offer.objects.get(pk=offer.pk)
