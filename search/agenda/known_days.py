"""Between which days the calendar has something; nobody is led further."""

from datetime import date

from django.utils import timezone

from events.horizon import horizon
from events.models import Occurrence
from search.agenda.period import Period


def known_days(today: date | None = None) -> Period:
    """Whole years, from that of the first date to that of the last, and at least the horizon
    of series ahead of ``today``. Takes two queries."""
    today = today or timezone.localdate()
    days = Occurrence.objects.order_by("first_day").values_list("first_day", flat=True)
    first, last = days.first() or today, days.last() or today
    ahead = horizon(today).last
    return Period(
        date(min(first, today).year, 1, 1),
        date(max(last, ahead).year, 12, 31),
    )
