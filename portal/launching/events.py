"""Events that the sources name: meetings, milestones, publications and target dates of the past."""

from collections.abc import Iterator

from events.models import Event
from portal.launching.catalogue import Catalogue
from portal.launching.editor_notes import editor_note, other_initiatives
from portal.launching.items import Geography, item, summary_of, title_of
from portal.launching.planned import Planned, both, refs
from portal.launching.record import Localised, Record
from portal.launching.stretches import stretch_of
from portal.launching.vocabulary import records

KINDS = {
    "bijeenkomst": Event.Type.MEETING,
    "mijlpaal": Event.Type.MILESTONE,
    "publicatie": Event.Type.PUBLICATION,
    "doel": Event.Type.TARGET,
}
STATUSES = ("held", "announced", "published", "target")
ANNOUNCED = Localised(
    "Dit stond zo in een plan. Of het zo is gegaan, is hier niet bevestigd.",
    "This is what a plan said. Whether it went that way has not been confirmed here.",
)
ANNOUNCED_NOTE = "Aangekondigd in de bron. Niet bevestigd dat het zo is gegaan."
SHORTENED_NOTE = "Duurt volgens de bron langer dan een jaar; alleen het begin staat in de agenda."


def plan_events(catalogue: Catalogue) -> Iterator[Planned]:
    """Their days have no times; `precision` says how much of the day is known."""
    geography = Geography(catalogue)
    for _order, record in records(catalogue, "event"):
        provinces = record.references("provinces", "province")
        scale = geography.scale(record.reference("scope", "scale", required=True), provinces)
        initiatives = record.references("initiatives", "initiative")
        announced = record.choice("status", STATUSES) == "announced"
        stretch = stretch_of(record)
        notes = [
            ANNOUNCED_NOTE if announced else "",
            SHORTENED_NOTE if stretch and stretch.is_shortened else "",
            *other_initiatives(initiatives),
        ]
        planned = item(
            "event",
            record,
            title=title_of(record),
            summary=summary_of(record),
            provinces=provinces,
            scale=scale,
            region=_region(record, geography.lead_region(scale, provinces)),
            editor_note=editor_note(record, *notes),
            event_type=str(KINDS.get(record.choice("kind", KINDS), Event.Type.MEETING)),
            initiative=initiatives[0] if initiatives else None,
            organisations=refs(record.references("organisations", "organisation")),
            location_name=record.localised("location", required=False, most=200).nl,
            **both("status_note", ANNOUNCED if announced else Localised()),
            all_day=True,
        )
        record.finish()
        if stretch is not None:
            planned.values |= {
                "start_date": stretch.first,
                "end_date": stretch.last,
                "precision": stretch.precision,
            }
            yield planned


def _region(record: Record, by_province: str | None) -> str | None:
    """The region that the record names, or else the one that its provinces are in."""
    return record.reference("region", "region") or by_province
