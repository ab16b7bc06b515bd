"""How recently something was confirmed, and what readers are told about it."""

from datetime import date, timedelta
from enum import StrEnum

from django.utils import timezone

#: After this an owner is asked to confirm; after the grace period readers are told that nobody did.
CONFIRM_AFTER = timedelta(days=365)
GRACE_PERIOD = timedelta(days=60)


class Freshness(StrEnum):
    """The states of design section 4, in the order in which an item passes through them."""

    CONFIRMED = "confirmed"
    DUE = "due"
    STALE = "stale"
    NEVER = "never"


def freshness_of(verified_on: date | None, today: date | None = None) -> Freshness:
    """What the day of the last confirmation means on `today` (the site's own day unless given)."""
    if verified_on is None:
        return Freshness.NEVER
    age = (today or timezone.localdate()) - verified_on
    if age <= CONFIRM_AFTER:
        return Freshness.CONFIRMED
    if age <= CONFIRM_AFTER + GRACE_PERIOD:
        return Freshness.DUE
    return Freshness.STALE
