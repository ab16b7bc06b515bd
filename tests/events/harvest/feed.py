"""A partner's feed as a test says it: what stands in it, and a run that stores it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from events.harvest.keeper import EventKeeper
from events.harvest.values import EventValues
from events.models import Event
from harvest.kinds import Kept
from harvest.models import Record, Source
from harvest.records import ReadRecord

DAY = date.today() + timedelta(days=30)


def said(**values: Any) -> EventValues:
    """What a source says of one event; an evening in Lelystad unless told otherwise."""
    usual: EventValues = {
        "title": "Open avond techniek",
        "description": "Kom kijken wat techniek voor u is. Wij laten de werkplaats zien.",
        "all_day": False,
        "start": f"{DAY}T19:00:00",
        "end": f"{DAY}T21:00:00",
        "time_zone": "Europe/Amsterdam",
        "rule": "",
        "extra_dates": [],
        "excluded_dates": [],
        "changes": [],
        "status": "scheduled",
        "location_name": "Techniekhuis",
        "location_address": "Stationsplein 1, 8232 AA Lelystad",
        "online_url_found": "",
        "website": "https://partner.example/open-avond",
        "categories": [],
        "language": "",
    }
    return usual | values  # type: ignore[return-value]


def changed(original: str, **values: Any) -> dict[str, Any]:
    """One date of a series that differs."""
    usual = {
        "original": original, "cancelled": False, "start": None, "end": None, "title": "",
        "location_name": "", "location_address": "", "online_url_found": "", "note": "",
    }  # fmt: skip
    return usual | values


def run(
    source: Source, records: Sequence[EventValues] | EventValues, *, keys: Sequence[str] = ()
) -> list[Kept]:
    """One run: keeps every record that is new or differs, as `harvest` does."""
    if isinstance(records, dict):
        records = [records]
    keeper = EventKeeper().prepared(source)
    found = []
    for number, values in enumerate(records):
        read = read_of(values, keys[number] if keys else f"uid-{number}")
        record = Record.objects.filter(source=source, key=read.key).first()
        record = record or Record(source=source, key=read.key)
        if record.fingerprint == read.fingerprint:
            continue
        kept = keeper.keep(source, record, read)
        record.values = dict(values)
        record.fingerprint = "" if kept.waits else read.fingerprint
        record.save()
        found.append(kept)
    keeper.settle()
    return found


def read_of(values: EventValues, key: str = "uid-0") -> ReadRecord:
    return ReadRecord(key=key, title=values["title"], values=values)


def event_of(source: Source, key: str = "uid-0") -> Event:
    return Event.objects.get(pk=Record.objects.get(source=source, key=key).item_pk)


def at(day: date, clock: str) -> str:
    return datetime.fromisoformat(f"{day}T{clock}").isoformat()
