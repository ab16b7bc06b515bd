"""How recently something was confirmed, what readers are told about it, and when owners are asked."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.conf import settings
from django.utils import timezone

#: Between asking and the first reminder, and between the two reminders.
REMIND_AFTER = timedelta(days=14)
#: A month of a year without leap day, so that twelve make 365 days.
_DAYS_IN_TWELVE_MONTHS = 365


class Freshness(StrEnum):
    """The states of design section 4, in the order in which an item passes through them."""

    CONFIRMED = "confirmed"
    DUE = "due"
    STALE = "stale"
    NEVER = "never"


@dataclass(frozen=True)
class FreshnessSchedule:
    """How long each part of the way from confirmed to offline takes.

    `confirm_after` counts from the last confirmation; `grace` from the day of asking to the day
    on which readers are told; `archive_after` from that day to going offline.
    """

    confirm_after: timedelta
    grace: timedelta
    archive_after: timedelta
    reminders: tuple[timedelta, ...] = (REMIND_AFTER, 2 * REMIND_AFTER)


def schedule() -> FreshnessSchedule:
    """The schedule of this installation (``docs/operations.md``)."""
    months = settings.FRESHNESS_CONFIRM_AFTER_MONTHS
    return FreshnessSchedule(
        confirm_after=timedelta(days=months * _DAYS_IN_TWELVE_MONTHS // 12),
        grace=timedelta(days=settings.FRESHNESS_GRACE_DAYS),
        archive_after=timedelta(days=settings.FRESHNESS_ARCHIVE_AFTER_DAYS),
    )


def freshness_of(verified_on: date | None, today: date | None = None) -> Freshness:
    """What the day of the last confirmation means on `today` (the site's own day unless given)."""
    if verified_on is None:
        return Freshness.NEVER
    age = (today or timezone.localdate()) - verified_on
    times = schedule()
    if age <= times.confirm_after:
        return Freshness.CONFIRMED
    if age <= times.confirm_after + times.grace:
        return Freshness.DUE
    return Freshness.STALE
