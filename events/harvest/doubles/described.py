"""From what a feed tells, and from what is stored, to what is compared."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from events.harvest.doubles.features import Features, filled, page_of
from events.harvest.values import schedule_of
from events.models import Event
from events.overlap.proposal import Place, place_of, titles_of
from events.recurrence.schedule import Local, Schedule
from harvest.records import ReadRecord

#: The scalar fields of an event that are compared, as `rows` reads them.
FIELDS = (
    "pk", "title", "title_en", "live", "all_day", "start_date", "start_time", "end_date",
    "end_time", "time_zone", "rule", "extra_dates", "status", "location_name",
    "location_address", "online_url", "website", "registration_url", "part_of_id",
)  # fmt: skip


def features_of_read(read: ReadRecord, organisation: int | None = None) -> Features:
    """What a record of a feed looks like; raises ValueError or KeyError for values of no event."""
    values = read.values
    schedule = schedule_of(values)
    days = {read.next_start.astimezone(_zone(schedule)).date()} if read.next_start else set()
    return Features(
        **_times(schedule),
        titles=filled(values["title"] or read.title),
        rule=values["rule"] or ("dates" if values["extra_dates"] else ""),
        days=frozenset(days),
        place=Place(
            values["location_name"],
            values["location_address"],
            bool(values["online_url_found"]) or values["status"] == Event.Status.MOVED_ONLINE,
        ),
        joining=page_of(values["online_url_found"]),
        page=page_of(values["website"]),
        registration=page_of(values.get("registration_url", "")),
        organisations=frozenset({organisation} if organisation else ()),
        cancelled=values["status"] == Event.Status.CANCELLED,
    )


def features_of_event(
    event: Event,
    days: Iterable[date] = (),
    organisations: Collection[int] = (),
    provinces: Collection[int] = (),
) -> Features:
    """What a stored event looks like; ``days`` are further dates of a series.

    Only `FIELDS` of the event are read. Raises ValueError when a stored date cannot be read.
    """
    start, end = event.local_start(), event.local_end()
    return Features(
        **_times(Schedule(start, end, event.time_zone)),
        titles=titles_of(event),
        rule=event.rule or ("dates" if event.extra_dates else ""),
        days=frozenset(days),
        place=place_of(event),
        joining=page_of(event.online_url),
        page=page_of(event.website),
        registration=page_of(event.registration_url),
        organisations=frozenset(organisations),
        provinces=frozenset(provinces),
        cancelled=event.status == Event.Status.CANCELLED,
    )


def _times(schedule: Schedule) -> Mapping[str, Any]:
    start, end = schedule.start, schedule.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return {"first_day": _day(start), "last_day": max(_day(start), end - timedelta(days=1))}
    zone = _zone(schedule)
    return {
        "first_day": start.date(),
        "last_day": max(start, end).date(),
        "start": start.replace(tzinfo=zone).astimezone(UTC),
        "end": end.replace(tzinfo=zone).astimezone(UTC) if end != start else None,
    }


def _day(local: Local) -> date:
    return local.date() if isinstance(local, datetime) else local


def _zone(schedule: Schedule) -> ZoneInfo:
    try:
        return ZoneInfo(schedule.zone)
    except (ValueError, OSError, LookupError) as fault:
        raise ValueError(f"No time zone is called {schedule.zone!r}") from fault
