"""Documents that change with the calendar: nobody saves anything, and yet they differ.

An offer is over the day after its last one. Each source says which of its rows differ
between two days (``registry.Source.turns``); the first drain of a day notes those in the
outbox, once.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from search import registry
from search.engines import SearchEngine
from search.models import IndexState, Outbox


def note_turned(engine: SearchEngine) -> None:
    """Notes what changed by itself since the day up to which the index is right."""
    today = timezone.localdate()
    known = IndexState.now().day
    first = known or _day_of(engine)
    if first >= today:
        if known is None:
            IndexState.note(day=first)
        return
    with transaction.atomic():
        # Only one of several processes moves the day on, and the rows come with it.
        moved = IndexState.objects.filter(pk=1, day=known).update(day=today)
        if not moved:
            return
        for source in registry.sources():
            if source.turns:
                keys = source.turns(first, today).values_list("pk", flat=True)
                Outbox.note(source.kind, keys)


def _day_of(engine: SearchEngine) -> date:
    """A day on which the index was surely right: one before its building ended."""
    built = datetime.fromisoformat(engine.stats().built)
    return timezone.localdate(built) - timedelta(days=1)
