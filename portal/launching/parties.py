"""Organisations."""

from collections.abc import Iterator

from portal.launching.catalogue import Catalogue
from portal.launching.editor_notes import editor_note
from portal.launching.items import Geography, item, summary_of, title_of
from portal.launching.planned import Planned
from portal.launching.vocabulary import records


def plan_organisations(catalogue: Catalogue) -> Iterator[Planned]:
    geography = Geography(catalogue)
    for _order, record in records(catalogue, "organisation"):
        provinces = record.references("provinces", "province")
        scale = geography.scale(record.reference("scope", "scale", required=True), provinces)
        # The initiatives say which organisations take part; here the list is only checked.
        record.references("initiatives", "initiative")
        record.skip("stakeholder_list")
        yield item(
            "organisation",
            record,
            title=title_of(record, "name"),
            summary=summary_of(record, "role"),
            provinces=provinces,
            scale=scale,
            region=geography.lead_region(scale, provinces),
            website=record.url("website"),
            editor_note=editor_note(record),
            abbreviation=record.text("abbreviation", most=40),
            aliases=record.strings("aliases"),
            organisation_type=record.reference("type", "organisation_type", required=True),
        )
        record.finish()
