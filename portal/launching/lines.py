"""Action lines, the joint actions and the development paths."""

from collections.abc import Iterator
from typing import Any

from portal.launching.catalogue import Catalogue
from portal.launching.planned import Planned, both, refs
from portal.launching.record import Localised, Record
from portal.launching.vocabulary import LABEL_MAX, records, term
from taxonomy.models import ActionLine


def plan_action_lines(catalogue: Catalogue) -> Iterator[Planned]:
    """National lines with their picture of 2030, then the lines of regional plans."""
    pictures = _pictures_of_2030(catalogue)
    _check_programmes(catalogue)
    planned = []
    for order, record in records(catalogue, "action_line"):
        national = record.text("type") == "national"
        row = _national_line(record, order, pictures) if national else _regional_line(record, order)
        record.skip("development_paths", "actions", "inferred", "checks")
        record.finish()
        planned.append(row)
    yield from sorted(planned, key=lambda row: row.values["kind"] == ActionLine.Kind.REGIONAL)


def _national_line(record: Record, order: int, pictures: dict[str, Localised]) -> Planned:
    letter = record.text("code", required=True, most=1)
    if letter and not ("A" <= letter <= "Z"):
        record.fault("code", f"is '{letter}', but must be one capital letter")
    table = record.reference("vision_table", "vision_table")
    record.skip("choice_moment", "related_topics_outside_scope")
    return _line(
        record,
        order,
        kind=ActionLine.Kind.NATIONAL,
        letter=letter,
        focus=record.localised_lines("focus"),
        goal=pictures.get(table or "", Localised()),
    )


def _regional_line(record: Record, order: int) -> Planned:
    record.references("initiatives", "initiative")
    record.references("related_lines", "action_line")
    record.skip(
        "development_paths_overview_table",
        "choice_factors",
        "target_groups",
        "costs_in_text",
        "consortium",
        "vision_tables",
    )
    return _line(
        record,
        order,
        kind=ActionLine.Kind.REGIONAL,
        region=record.reference("region", "region", required=True),
        number=record.integer("number", required=True),
        urgency=record.choice("kind", ActionLine.Urgency.values),
        focus=record.localised_lines("steps"),
        bottleneck=record.localised("bottleneck", required=False),
        expected_results=record.localised_lines("expected_results"),
        cofinancing=record.localised_lines("cofinancing"),
        maps_to=refs(record.references("maps_to", "action_line")),
        budget_years=_budget(record),
    )


def _line(record: Record, order: int, **values: Any) -> Planned:
    empty = Localised()
    texts = {
        name: values.pop(name, empty)
        for name in ("focus", "goal", "bottleneck", "expected_results", "cofinancing")
    }
    blank: dict[str, Any] = {
        "letter": "",
        "region": None,
        "number": None,
        "urgency": "",
        "maps_to": [],
        "budget_years": [],
    }
    record.skip("type")
    row = term(
        "action_line",
        record,
        order,
        label=record.localised("title", most=LABEL_MAX),
        description=record.localised("summary"),
        **(blank | {name: str(v) if name == "kind" else v for name, v in values.items()}),
    )
    for name, text in texts.items():
        row.values |= both(name, text)
    return row


def _budget(record: Record) -> list[dict[str, Any]]:
    """The amount of every year; the total in the file must be their sum."""
    budget = record.mapping("budget")
    if not budget:
        return []
    if budget.get("unit") != "k EUR":
        record.fault("budget.unit", "must be 'k EUR': amounts are in thousands of euros")
    per_year = budget.get("per_year")
    if not isinstance(per_year, dict):
        record.fault("budget.per_year", "must have an amount for each year")
        return []
    years = []
    for year, amount in per_year.items():
        if not isinstance(year, int) or not 2000 <= year <= 2100:
            record.fault("budget.per_year", f"'{year}' is not a year")
            continue
        thousands = record.number(f"budget.per_year.{year}", amount)
        years.append({"year": year, "thousand_euros": f"{thousands.normalize():f}"})
    total = sum(amount for amount in per_year.values() if isinstance(amount, int | float))
    if "total" in budget and budget["total"] != total:
        record.fault("budget.total", f"is {budget['total']}, but the years add up to {total}")
    return sorted(years, key=lambda entry: entry["year"])


def _pictures_of_2030(catalogue: Catalogue) -> dict[str, Localised]:
    """The dream of each vision table, by its id."""
    pictures = {}
    for _order, record in records(catalogue, "vision_table"):
        pictures[record.id] = record.localised("dream")
        record.references("maps_to", "action_line")
        record.skip("type", "code", "title", "summary", "goals", "inferred", "checks", "source")
        record.finish()
    return pictures


def _check_programmes(catalogue: Catalogue) -> None:
    for _order, record in records(catalogue, "regional_programme"):
        record.reference("region", "region", required=True)
        record.references("lines", "action_line")


def plan_actions(catalogue: Catalogue) -> Iterator[Planned]:
    for order, record in records(catalogue, "action"):
        record.skip("examples", "position_in_line", "levels", "checks", "inferred")
        yield term(
            "action",
            record,
            order,
            label=record.localised("title", most=LABEL_MAX),
            description=record.localised("summary"),
            number=record.integer("number", required=True),
            action_lines=refs(record.references("action_lines", "action_line")),
        )
        record.finish()


def plan_development_paths(catalogue: Catalogue) -> Iterator[Planned]:
    """The paths ("stars"). Columns of the older table are only there to be referred to."""
    for order, record in records(catalogue, "development_path"):
        record.references("ptvt_columns", "ptvt_column")
        record.skip("kind", "targets", "checks", "inferred")
        yield term(
            "development_path",
            record,
            order,
            label=record.localised("title", most=LABEL_MAX),
            description=record.localised("summary"),
            code=record.text("code", required=True, most=1),
            national_line=record.reference("national_line", "action_line"),
        )
        record.finish()
