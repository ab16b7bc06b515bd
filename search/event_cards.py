"""When an event is, from what the index keeps of it: a page of results asks the database nothing."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.text import capfirst

from events.models import Event, Occurrence
from events.when import machine_readable, when_in_words
from search.document import SearchDocument


def kept_date(item: Event, row: Occurrence) -> dict[str, Any]:
    """What the index keeps of the date to show."""
    return {
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "last_day": row.last_day.isoformat(),
        "all_day": row.all_day,
        "time_zone": item.time_zone,
        "precision": item.precision,
        "status": row.status,
        "repeats": item.repeats,
        "place": item.location_name or item.location_address,
    }


def date_of(document: SearchDocument) -> dict[str, Any]:
    """The part of the context of ``components/card.html`` that says when; of an event its hours.

    What does not go ahead as planned says so first.
    """
    kept = document.card.get("event")
    if not kept or document.next_date is None:
        return {"date": document.next_date}
    row = Occurrence(
        # An index of an earlier version of this program does not have the zone.
        event=Event(
            time_zone=kept.get("time_zone", settings.TIME_ZONE), precision=kept["precision"]
        ),
        starts_at=datetime.fromisoformat(kept["starts_at"]),
        ends_at=datetime.fromisoformat(kept["ends_at"]),
        first_day=document.next_date,
        last_day=date.fromisoformat(kept["last_day"]),
        all_day=kept["all_day"],
        status=kept["status"],
    )
    words = when_in_words(row)
    if row.status != Event.Status.SCHEDULED:
        words = f"{capfirst(row.get_status_display())}: {words}"
    return {"when": words, "machine": machine_readable(row)}
