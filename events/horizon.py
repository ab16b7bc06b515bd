"""How far back and ahead the dates of series stand in the database."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

DAYS_PER_MONTH = 30.44


@dataclass(frozen=True)
class Horizon:
    """Both days belong to it."""

    first: date
    last: date


def horizon(today: date | None = None) -> Horizon:
    """The stretch of days for which series have rows, seen from ``today`` (local).

    ``CALENDAR_MONTHS_BACK`` and ``CALENDAR_MONTHS_AHEAD`` set its size.
    """
    today = today or timezone.localdate()
    back = timedelta(days=round(settings.CALENDAR_MONTHS_BACK * DAYS_PER_MONTH))
    ahead = timedelta(days=round(settings.CALENDAR_MONTHS_AHEAD * DAYS_PER_MONTH))
    return Horizon(today - back, today + ahead)
