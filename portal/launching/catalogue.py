"""Which records exist, in the files and in the database, so that references can be checked."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models

from events.models import Event
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from portal.launching.faults import Fault
from portal.launching.reader import RawRecord, read_file
from search.models import SynonymSet
from taxonomy.models import (
    Action,
    ActionLine,
    ChoiceFactor,
    DevelopmentPath,
    Form,
    OrganisationType,
    Province,
    Region,
    Scale,
    TargetGroup,
)

#: The models whose rows have a `ref`, by the kind under which launch content knows them.
MODELS: dict[str, type[models.Model]] = {
    "scale": Scale,
    "region": Region,
    "province": Province,
    "action_line": ActionLine,
    "action": Action,
    "development_path": DevelopmentPath,
    "target_group": TargetGroup,
    "choice_factor": ChoiceFactor,
    "form": Form,
    "organisation_type": OrganisationType,
    "organisation": Organisation,
    "initiative": Initiative,
    "offer": Offer,
    "practice": Practice,
    "event": Event,
    "synonym_set": SynonymSet,
}

PAGE_FILES = (
    "pages.yaml",
    "pages_help.yaml",
    "pages_help_organisations.yaml",
    "pages_help_managers.yaml",
    "pages_help_calendar.yaml",
    "pages_help_feeds.yaml",
    "pages_help_monitor.yaml",
    "pages_articles.yaml",
)
SYNONYM_FILES = ("synonyms.yaml", "synonyms_general.yaml")
EXAMPLE_FILE = "events_examples.yaml"
SIMPLE_FILES = {
    "sources.yaml": "source",
    "provinces.yaml": "province",
    "regions.yaml": "region",
    "actions.yaml": "action",
    "choice_factors.yaml": "choice_factor",
    "target_groups.yaml": "target_group",
    "organisations.yaml": "organisation",
    "initiatives.yaml": "initiative",
    "offers.yaml": "offer",
    "practices.yaml": "practice",
    "events.yaml": "event",
    EXAMPLE_FILE: "event_example",
    **dict.fromkeys(PAGE_FILES, "page"),
    **dict.fromkeys(SYNONYM_FILES, "synonym_set"),
}
#: Files with records of several kinds: the field that tells them apart, and what its values mean.
MIXED_FILES = {
    "action_lines.yaml": (
        "type",
        {
            "national": "action_line",
            "regional": "action_line",
            "vision": "vision_table",
            "regional-programme": "regional_programme",
        },
    ),
    "development_paths.yaml": (
        "kind",
        {"star": "development_path", "ptvt-column": "ptvt_column"},
    ),
}
VOCABULARY_FILE = "vocabularies.yaml"
VOCABULARY_KINDS = {
    "initiative-kind": "form",
    "offer-type": "form",
    "organisation-type": "organisation_type",
    "scope": "scale",
}
#: Files of the same data set that this command leaves to others.
OTHER_FILES = {"compounds.yaml", "indicators.yaml"}


@dataclass
class Catalogue:
    """Every record of the folder by kind, and every reference that may be used."""

    folder: Path
    records: dict[str, list[RawRecord]] = field(default_factory=lambda: defaultdict(list))
    known: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    files: list[str] = field(default_factory=list)
    unknown_files: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def record(self, kind: str, identifier: str) -> RawRecord | None:
        return next((raw for raw in self.records[kind] if raw.id == identifier), None)

    def knows(self, kind: str, ref: str) -> bool:
        return ref in self.known[kind]


def read_folder(folder: Path) -> Catalogue:
    """Read every file of the folder; what is wrong with their form is in `faults`."""
    catalogue = Catalogue(folder)
    if not folder.is_dir():
        catalogue.faults.append(Fault("there is no such folder", str(folder)))
        return catalogue
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        if path.name in OTHER_FILES:
            continue
        if path.name not in {*SIMPLE_FILES, *MIXED_FILES, VOCABULARY_FILE}:
            catalogue.unknown_files.append(path.name)
            continue
        records, faults = read_file(path)
        catalogue.files.append(path.name)
        catalogue.faults += faults
        for raw in records:
            _sort_in(catalogue, raw)
    if not catalogue.files and not catalogue.faults:
        catalogue.faults.append(Fault("holds none of the files of launch content", str(folder)))
    for kind in ("page", "synonym_set"):
        _doubles_between_files(catalogue, kind)
    return catalogue


def add_database(catalogue: Catalogue) -> None:
    """Let records also refer to what the database holds, so that a folder need not repeat it."""
    for kind, model in MODELS.items():
        rows: Any = model._default_manager.exclude(ref=None).values_list("ref", flat=True)
        catalogue.known[kind].update(rows)


def _sort_in(catalogue: Catalogue, raw: RawRecord) -> None:
    if raw.file == VOCABULARY_FILE:
        _sort_in_vocabulary(catalogue, raw)
        return
    if raw.file in SIMPLE_FILES:
        kind = SIMPLE_FILES[raw.file]
    else:
        name, kinds = MIXED_FILES[raw.file]
        value = raw.data.get(name)
        if not isinstance(value, str) or value not in kinds:
            options = ", ".join(kinds)
            message = f"is '{value}', but must be one of {options}"
            catalogue.faults.append(
                Fault(message, raw.file, raw.id, name, raw.lines.get(name, raw.line))
            )
            return
        kind = kinds[value]
    catalogue.records[kind].append(raw)
    catalogue.known[kind].add(raw.id)


def _sort_in_vocabulary(catalogue: Catalogue, raw: RawRecord) -> None:
    for name in ("vocabulary", "value"):
        if not isinstance(raw.data.get(name), str):
            message = "is missing or is not a word"
            catalogue.faults.append(Fault(message, raw.file, raw.id, name, raw.line))
            return
    catalogue.records["vocabulary"].append(raw)
    kind = VOCABULARY_KINDS.get(raw.data["vocabulary"])
    if kind:
        catalogue.known[kind].add(raw.data["value"])


def _doubles_between_files(catalogue: Catalogue, kind: str) -> None:
    first: dict[str, RawRecord] = {}
    for raw in catalogue.records[kind]:
        other = first.setdefault(raw.id, raw)
        if other.file != raw.file:
            message = f"this id is also used in {other.file}, line {other.line}"
            catalogue.faults.append(Fault(message, raw.file, raw.id, "id", raw.line))
