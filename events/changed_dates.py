"""One date of a series, by the local start that its rule gives (RECURRENCE-ID), on one version.

Works on an event in memory: whoever calls this stores the version.
"""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from events.models import Event, EventChange
from events.recurrence.checking import membership, no_date
from events.recurrence.schedule import Local

#: What may differ for one date, beside whether it goes ahead.
FIELDS = (
    "start_date", "start_time", "end_date", "end_time", "title", "title_en",
    "location_name", "location_address", "online_url", "note", "note_en",
)  # fmt: skip


def read_original(text: str) -> Local:
    """The local start in an address, as `Local.isoformat()` writes it; raises ValueError."""
    return date.fromisoformat(text) if len(text) == len("2026-01-01") else _moment(text)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None or len(text) != len("2026-01-01T10:00:00"):
        raise ValueError(f"{text!r} is not a local time")
    return moment


def named(original: Local) -> str:
    """The date in words, for messages."""
    day = date_format(original, "l j F Y")
    return f"{day}, {original:%H:%M}" if isinstance(original, datetime) else day


def ensure_is_date(event: Event, original: Local) -> None:
    """Raises ValidationError unless the series has this date, be it changed or cancelled."""
    schedule = event.schedule()
    right_type = isinstance(original, datetime) is not schedule.all_day
    if (
        not schedule.repeats
        or not right_type
        or original in schedule.excluded
        or not membership(schedule)(original)
    ):
        raise ValidationError(no_date(original), code="no_date")


def change_on(event: Event, original: Local) -> EventChange | None:
    """What is changed about this date, if anything is."""
    for change in event.changes.all():
        if change.original(event) == original:
            return change
    return None


def set_change(event: Event, original: Local, **values: Any) -> EventChange:
    """Says what differs on this date; what is not given stays as it was said before."""
    change = change_on(event, original)
    if change is None:
        day, clock = stored_original(event, original)
        change = EventChange(original_date=day, original_time=clock)
    for name, value in values.items():
        setattr(change, name, value)
    event.changes.add(change)
    return change


def drop_change(event: Event, original: Local) -> bool:
    """Makes this date as the series says; returns whether it was not."""
    change = change_on(event, original)
    if change is not None:
        event.changes.remove(change)
    return change is not None


def revive(event: Event, original: Local) -> bool:
    """Lets a cancelled date go ahead, where and when it last would; returns whether it was one."""
    change = change_on(event, original)
    if change is None or not change.cancelled:
        return False
    change.cancelled, change.note, change.note_en = False, "", ""
    if any(getattr(change, name) for name in FIELDS):
        event.changes.add(change)
    else:
        event.changes.remove(change)
    return True


def exclude(event: Event, original: Local) -> None:
    """Takes this date out of the series (EXDATE)."""
    event.excluded_dates = sorted({*event.excluded_dates, stored_start(event, original)})


def include(event: Event, original: Local) -> bool:
    """Puts an excluded date back; returns whether it was excluded."""
    kept = [
        text
        for text, excluded in zip(event.excluded_dates, event.schedule().excluded, strict=True)
        if excluded != original
    ]
    was_excluded = len(kept) < len(event.excluded_dates)
    event.excluded_dates = kept
    return was_excluded


def stored_start(event: Event, original: Local) -> str:
    """How the lists of an event keep this start: a bare day stands for the usual time."""
    day, clock = stored_original(event, original)
    return day.isoformat() if clock is None else datetime.combine(day, clock).isoformat()


def stored_original(event: Event, original: Local) -> tuple[date, time | None]:
    """Day and time of this start; no time when it is the usual one of the event."""
    if not isinstance(original, datetime):
        return original, None
    usual = event.start_time or time(0)
    return original.date(), None if original.time() == usual else original.time()
