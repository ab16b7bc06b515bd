"""The shared words: scales, regions, provinces, target groups, reasons, forms and types."""

from collections.abc import Iterator
from typing import Any

from portal.launching.catalogue import VOCABULARY_KINDS, Catalogue
from portal.launching.planned import ORDER_STEP, Planned, both, plan, sources_of
from portal.launching.record import Localised, Record
from taxonomy.models import ChoiceFactor

LABEL_MAX = 200
#: Values of the list `scope` that describe figures, not how far an item reaches.
SCOPES_OF_FIGURES = {"province", "initiative"}
SCALE_ORDER = ["national", "interregional", "regional", "international"]


def term(
    kind: str,
    record: Record,
    order: int,
    /,
    *,
    label: Localised,
    description: Localised,
    **values: Any,
) -> Planned:
    """What every term has, and the `values` that only this kind has."""
    return plan(
        kind,
        record,
        **both("label", label),
        **both("description", description),
        synonyms=values.pop("synonyms", []),
        source=sources_of(record),
        sort_order=order,
        **values,
    )


def records(catalogue: Catalogue, kind: str) -> Iterator[tuple[int, Record]]:
    """The records of a kind with their order number, in the order of the file."""
    for position, raw in enumerate(catalogue.records[kind], start=1):
        yield position * ORDER_STEP, Record(raw, catalogue)


def plan_vocabularies(catalogue: Catalogue) -> Iterator[Planned]:
    """Forms (of initiatives and of offers, equal values once), types of organisation and scales."""
    done: set[tuple[str, str]] = set()
    for order, record in records(catalogue, "vocabulary"):
        vocabulary = record.text("vocabulary", required=True)
        value = record.text("value", required=True, most=80)
        label = record.localised("label", most=LABEL_MAX)
        record.skip("inferred")
        kind = VOCABULARY_KINDS.get(vocabulary)
        if record.id != f"{vocabulary}.{value}":
            record.fault("id", f"must be '{vocabulary}.{value}': the list, a dot and the value")
        skipped = kind is None or (kind == "scale" and value in SCOPES_OF_FIGURES)
        if skipped or kind is None or (kind, value) in done:
            record.skip("source")
            record.finish()
            continue
        done.add((kind, value))
        if kind == "scale" and value in SCALE_ORDER:
            order = (SCALE_ORDER.index(value) + 1) * ORDER_STEP
        planned = term(kind, record, order, label=label, description=Localised())
        planned.ref = value
        record.finish()
        yield planned


def plan_regions(catalogue: Catalogue) -> Iterator[Planned]:
    """Plan regions as terms. What their plan says stands on the page of the region."""
    for order, record in records(catalogue, "region"):
        yield term(
            "region",
            record,
            order,
            label=record.localised("name", most=LABEL_MAX),
            description=record.localised("summary"),
        )


def plan_provinces(catalogue: Catalogue) -> Iterator[Planned]:
    for order, record in records(catalogue, "province"):
        iso = record.text("iso", required=True, most=6)
        short = record.text("code", most=2)
        if iso and short and iso != f"NL-{short}":
            record.fault("code", f"is '{short}', but the ISO code is '{iso}'")
        record.reference("organisation", "organisation")
        yield term(
            "province",
            record,
            order,
            label=record.localised("name", most=LABEL_MAX),
            description=Localised(),
            code=iso,
            region=record.reference("region", "region", required=True),
            inhabitants=record.integer("inhabitants"),
            working_population=record.integer("working_population"),
            population_year=record.integer("population_year"),
        )
        record.finish()


def plan_target_groups(catalogue: Catalogue) -> Iterator[Planned]:
    """Parents first, because a group is made after the group above it."""
    planned = []
    for order, record in records(catalogue, "target_group"):
        level = record.integer("level", required=True)
        parent = record.reference("parent", "target_group")
        if level is not None and level != (2 if record.has("parent") else 1):
            record.fault("level", "must be 2 for a group with a parent and 1 for one without")
        above = catalogue.record("target_group", parent) if parent else None
        if above and above.data.get("parent"):
            record.fault("parent", f"'{parent}' has a parent itself; there are two levels")
        record.skip("inferred")
        row = term(
            "target_group",
            record,
            order,
            label=record.localised("label", most=LABEL_MAX),
            description=record.localised("description", required=False),
            synonyms=record.strings("synonyms"),
            parent=parent,
        )
        record.finish()
        planned.append(row)
    yield from sorted(planned, key=lambda row: row.values["parent"] is not None)


def plan_choice_factors(catalogue: Catalogue) -> Iterator[Planned]:
    """The categories knowing, wanting and being able, and the numbered reasons under them."""
    planned = []
    categories = set(ChoiceFactor.Category.values)
    for order, record in records(catalogue, "choice_factor"):
        category = record.choice("category", {*categories, "category"})
        is_category = category == "category"
        if is_category and record.id not in categories:
            record.fault("id", f"a category must be one of {', '.join(sorted(categories))}")
        record.skip("inferred", "checks", "subcategory", "ambition")
        row = term(
            "choice_factor",
            record,
            order,
            label=record.localised("title", most=LABEL_MAX),
            description=record.localised("description", required=False),
            category=record.id if is_category else category,
            number=record.integer("number", required=not is_category),
            parent=None if is_category else record.reference("category", "choice_factor"),
        )
        record.finish()
        planned.append(row)
    yield from sorted(planned, key=lambda row: row.values["parent"] is not None)
