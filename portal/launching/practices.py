"""Practices, with their results, conditions and material."""

from collections.abc import Iterator
from typing import Any

from initiatives.models import Licence, Phase, PracticeCondition, Strength
from portal.launching.catalogue import Catalogue
from portal.launching.editor_notes import editor_note
from portal.launching.items import Geography, item, paths_of, summary_of, title_of
from portal.launching.planned import Planned, both, refs
from portal.launching.record import Record
from portal.launching.vocabulary import records

_TEXTS = (
    "problem", "approach", "evidence", "transferability", "cost", "people_needed",
    "partners_needed", "pitfalls", "proposed_adoption",
)  # fmt: skip


def plan_practices(catalogue: Catalogue) -> Iterator[Planned]:
    geography = Geography(catalogue)
    for _order, record in records(catalogue, "practice"):
        provinces = record.references("runs_in_provinces", "province")
        scale = geography.scale(record.reference("scope", "scale", required=True), provinces)
        texts: dict[str, str] = {}
        for name in _TEXTS:
            texts |= both(name, record.localised(name, required=False))
        yield item(
            "practice",
            record,
            title=title_of(record),
            summary=summary_of(record),
            provinces=provinces,
            scale=scale,
            region=geography.lead_region(scale, provinces),
            editor_note=editor_note(record),
            phase=record.choice("status", Phase.values) or str(Phase.UNKNOWN),
            organisations=refs(record.references("organisations", "organisation")),
            initiatives=refs(record.references("initiatives", "initiative")),
            proposed_provinces=refs(record.references("proposed_provinces", "province")),
            target_groups=record.references("target_groups", "target_group"),
            action_lines=record.references("action_lines", "action_line"),
            development_paths=paths_of(record),
            evidence_strength=record.choice("evidence_strength", Strength.values, required=False),
            licence=record.choice("licence", Licence.values, required=False),
            results=_results(record),
            conditions=_conditions(record),
            materials=_materials(record),
            cost_from=_amount(record, "cost_from"),
            cost_to=_amount(record, "cost_to"),
            **both("runs_in", record.localised("runs_in", required=False, most=300)),
            **both("cost_per", record.localised("cost_per", required=False, most=100)),
            **both("licence_note", record.localised("licence_note", required=False, most=300)),
            **both(
                "questions_answered",
                record.localised("questions_answered", required=False, most=300),
            ),
            **texts,
        )
        record.finish()


def _results(record: Record) -> list[dict[str, Any]]:
    rows = []
    for place, number, part in _rows(record, "results", {"label", "value", "source"}):
        row: dict[str, Any] = {"sort_order": number}
        for name, most in (("label", 200), ("value", 100)):
            row |= both(name, record.part_localised(place, part, name, most=most))
        told = part if "source" in part else {"source": None}
        rows.append(row | both("source", record.part_localised(place, told, "source", most=300)))
    return rows


def _conditions(record: Record) -> list[dict[str, Any]]:
    """Each with what it is about, and whether it is `required`, which it is unless it says so."""
    rows = []
    kinds = [str(kind) for kind in PracticeCondition.Kind]
    for place, number, part in _rows(record, "conditions", {"condition", "kind", "required"}):
        kind = part.get("kind", str(PracticeCondition.Kind.OTHER))
        if kind not in kinds:
            record.fault(f"{place}.kind", f"is '{kind}', but must be one of {', '.join(kinds)}")
        required = part.get("required", True)
        if not isinstance(required, bool):
            record.fault(f"{place}.required", "must be true or false")
        text = record.part_localised(place, part, "condition", most=250)
        rows.append(
            {
                "sort_order": number,
                **both("condition", text),
                "kind": kind,
                "is_required": required,
            }
        )
    return rows


def _materials(record: Record) -> list[dict[str, Any]]:
    rows = []
    for place, number, part in _rows(record, "materials", {"title", "url"}):
        title = record.part_localised(place, part, "title", most=200)
        url = record.part_url(place, part, "url")
        rows.append({"sort_order": number, **both("title", title), "url": url})
    return rows


def _rows(record: Record, field: str, known: set[str]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """The place, the order and the parts of each row; a part that is not known is a fault."""
    for number, part in enumerate(record.mappings(field), start=1):
        place = f"{field}[{number}]"
        for name in part:
            if name not in known:
                record.fault(f"{place}.{name}", "is not a part of it")
        yield place, number, part


def _amount(record: Record, field: str) -> str | None:
    """An amount in the form in which the database gives it back."""
    record.skip(field)
    if not record.has(field):
        return None
    return f"{record.number(field, record.raw.data[field]).normalize():f}"
