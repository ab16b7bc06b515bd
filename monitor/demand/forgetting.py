"""Throws away, after its week, what too few have asked for, and the key to it."""

from datetime import timedelta

from django.utils import timezone

from monitor.demand.counting import week_of
from monitor.models import DemandKey, SearchDemand

#: So long the words that many asked for are kept, to show how demand went.
WEEKS_KEPT = 104


def forget_old() -> str:
    """For `run_due`: forget what is over; what it did, in words. Safe to repeat."""
    week = week_of(timezone.localdate())
    over = SearchDemand.objects.filter(week__lt=week)
    few, _each = over.filter(searches__lt=SearchDemand.THRESHOLD).delete()
    DemandKey.objects.filter(week__lt=week).delete()
    old, _each = over.filter(week__lt=week - timedelta(weeks=WEEKS_KEPT)).delete()
    return f"{few + old} forgotten" if few + old else ""
