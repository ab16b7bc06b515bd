"""Example events, so that the calendar of a new site has something to show."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from events.models import Event, EventChange
from initiatives.models import Offer
from portal.launching.catalogue import Catalogue
from portal.launching.editor_notes import other_initiatives
from portal.launching.events import KINDS as SOURCE_KINDS
from portal.launching.example_days import PREFIX, ExampleDays, Remembered, read_days
from portal.launching.items import Geography, item, summary_of, title_of
from portal.launching.planned import Planned, both, refs
from portal.launching.record import Localised, Record
from portal.launching.values import plain
from portal.launching.vocabulary import records

KINDS = SOURCE_KINDS | {
    "training": Event.Type.TRAINING,
    "conferentie": Event.Type.CONFERENCE,
    "open-dag": Event.Type.OPEN_DAY,
}
MARKS = Localised("Voorbeeld: ", "Example: ")
NOTE = "Voorbeeld dat met de site meekwam. Verwijder het als u het niet meer nodig hebt."


def plan_examples(catalogue: Catalogue) -> Iterator[Planned]:
    """They keep their days until all are over; then the next load moves them ahead."""
    geography, remembered = Geography(catalogue), Remembered.read()
    today = timezone.localdate()
    for _order, record in records(catalogue, "event_example"):
        whole = record.reference("part_of", "event_example")
        days = read_days(record)
        planned = _item(record, geography, whole)
        if days is not None:
            first = remembered.first_day(record.id, whole or "") or days.first_day(today)
            planned.values |= days.values(first) | {"changes": _changes(record, days, first)}
        record.finish()
        if days is not None:
            yield planned


def _item(record: Record, geography: Geography, whole: str | None) -> Planned:
    provinces = record.references("provinces", "province")
    scale = geography.scale(record.reference("scope", "scale", required=True), provinces)
    initiatives = record.references("initiatives", "initiative")
    amount = record.integer("amount")
    return item(
        "event",
        record,
        title=_marked_title(record),
        summary=summary_of(record),
        provinces=provinces,
        scale=scale,
        region=geography.lead_region(scale, provinces),
        editor_note="\n".join([NOTE, *other_initiatives(initiatives)]),
        sources=[],
        target_groups=record.references("target_groups", "target_group"),
        action_lines=record.references("action_lines", "action_line"),
        event_type=str(KINDS.get(record.choice("kind", KINDS), Event.Type.MEETING)),
        initiative=initiatives[0] if initiatives else None,
        part_of=whole,
        organisations=refs(record.references("organisations", "organisation")),
        status=record.choice("status", Event.Status.values, required=False)
        or str(Event.Status.SCHEDULED),
        **both("status_note", record.localised("status_note", required=False, most=300)),
        location_name=record.localised("location", required=False, most=200).nl,
        location_address=record.text("address", most=300),
        online_url=record.url("online"),
        spoken_language=record.choice("language", Event.Language.values, required=False),
        cost=record.choice("cost", Offer.Cost.values, required=False),
        cost_amount=None if amount is None else str(amount),
        audience_size=record.integer("people"),
        registration_url=record.url("register"),
    )


def _marked_title(record: Record) -> Localised:
    """A title that nobody takes for an announcement."""
    title = title_of(record)
    if not record.id.startswith(PREFIX):
        record.fault("id", f"must begin with '{PREFIX}'")
    for name, text, mark in zip(Localised._fields, title, MARKS, strict=True):
        if text and not text.startswith(mark):
            record.fault(f"title.{name}", f"must begin with '{mark}'")
    return title


def _changes(record: Record, days: ExampleDays, first: date) -> list[dict[str, Any]]:
    """The rows of changed dates; `date` of an entry counts the dates of the series from 1."""
    entries = record.mappings("changes")
    originals = days.originals(first) if entries else []
    rows = []
    for position, entry in enumerate(entries, start=1):
        place, number = f"changes[{position}]", entry.get("date")
        if not isinstance(number, int) or not 1 <= number <= len(originals):
            record.fault(f"{place}.date", f"must be a number from 1 to {len(originals)}")
            continue
        original = originals[number - 1]
        note = record.part_localised(place, entry, "note")
        change = EventChange(
            original_date=original.date() if isinstance(original, datetime) else original,
            cancelled=entry.get("cancelled", False),
            start_time=_time(entry.get("at")),
            end_time=_time(entry.get("until")),
            **both("note", note),
        )
        rows.append(_row(change))
    return rows


def _time(text: str | None) -> Any:
    return EventChange._meta.get_field("start_time").to_python(text)


def _row(change: EventChange) -> dict[str, Any]:
    return {
        field.name: plain(field, getattr(change, field.attname))
        for field in EventChange._meta.concrete_fields
        if not field.primary_key and field.name != "event"
    }
