"""Initiatives with their figures."""

from collections.abc import Iterator
from typing import Any

from initiatives.models import Phase
from portal.launching.catalogue import Catalogue
from portal.launching.editor_notes import DEPTHS, editor_note
from portal.launching.figures import figure
from portal.launching.items import Geography, item, paths_of, summary_of, title_of
from portal.launching.planned import Planned, both, refs
from portal.launching.record import Record
from portal.launching.vocabulary import records


def plan_initiatives(catalogue: Catalogue) -> Iterator[Planned]:
    geography = Geography(catalogue)
    for _order, record in records(catalogue, "initiative"):
        provinces = record.references("provinces", "province")
        scale = geography.scale(record.reference("scope", "scale", required=True), provinces)
        depth = record.choice("depth", DEPTHS)
        yield item(
            "initiative",
            record,
            title=title_of(record),
            summary=summary_of(record),
            provinces=provinces,
            scale=scale,
            region=geography.lead_region(scale, provinces),
            website=record.url("website"),
            editor_note=editor_note(record, DEPTHS.get(depth, "")),
            form=record.reference("kind", "form", required=True),
            phase=record.choice("status", Phase.values) or str(Phase.UNKNOWN),
            aliases=record.strings("aliases"),
            organisations=refs(record.references("organisations", "organisation")),
            related_initiatives=refs(record.references("related_initiatives", "initiative")),
            target_groups=record.references("target_groups", "target_group"),
            action_lines=[
                *record.references("action_lines", "action_line"),
                *record.references("regional_lines", "action_line"),
            ],
            actions=record.references("actions", "action"),
            development_paths=paths_of(record),
            choice_factors=record.references("choice_factors", "choice_factor"),
            facts=_facts(record),
        )
        record.finish()


def _facts(record: Record) -> list[dict[str, Any]]:
    facts = []
    for number, fact in enumerate(record.mappings("facts"), start=1):
        place = f"facts[{number}]"
        label = record.part_localised(place, fact, "label")
        value = figure(record, place, fact)
        facts.append({"sort_order": number, **both("label", label), **both("value", value)})
    return facts
