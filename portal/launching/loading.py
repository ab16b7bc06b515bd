"""Loads a folder of launch content: everything, or nothing."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack, nullcontext
from itertools import chain
from pathlib import Path
from typing import Protocol

from django.db import models, transaction
from wagtail.models import ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.launching.adoptions import add_adoptions
from portal.launching.catalogue import Catalogue, add_database, read_folder
from portal.launching.events import plan_events
from portal.launching.examples import plan_examples
from portal.launching.faults import Fault, LaunchContentError
from portal.launching.lines import plan_action_lines, plan_actions, plan_development_paths
from portal.launching.offers import plan_offers
from portal.launching.pages import plan_pages
from portal.launching.parties import plan_organisations
from portal.launching.picture_writing import PictureWriter
from portal.launching.planned import Planned
from portal.launching.practices import plan_practices
from portal.launching.programmes import plan_initiatives
from portal.launching.region_pages import plan_region_pages
from portal.launching.report import NAMES, Report
from portal.launching.rows import Rows
from portal.launching.synonyms import plan_synonyms
from portal.launching.vocabulary import (
    plan_choice_factors,
    plan_provinces,
    plan_regions,
    plan_target_groups,
    plan_vocabularies,
)
from portal.launching.workflow import ensure_review_workflow
from portal.launching.writing import Writer
from search.outbox import one_rebuild_instead

#: With more new rows than this, one rebuild of the search index costs less than noting each.
MANY = 100

Planner = Callable[[Catalogue], Iterable[Planned]]

PLANNERS: tuple[Planner, ...] = (
    plan_vocabularies,
    plan_regions,
    plan_provinces,
    plan_action_lines,
    plan_actions,
    plan_development_paths,
    plan_target_groups,
    plan_choice_factors,
    plan_synonyms,
    plan_organisations,
    plan_initiatives,
    plan_offers,
    plan_practices,
    plan_events,
    plan_examples,
    plan_pages,
    plan_region_pages,
)


class Progress(Protocol):
    """Shows how far a load is."""

    def start(self, name: str, total: int) -> None: ...

    def advance(self) -> None: ...

    def finish(self) -> None: ...


def load_launch_content(
    folder: Path, progress: Progress, *, dry_run: bool = False, examples: bool = False
) -> Report:
    """Load every record of the folder in one transaction, or raise `LaunchContentError`.

    Example events are left out unless `examples` says otherwise.
    With `dry_run` everything is done and then undone, so the report tells what would happen.
    """
    catalogue = read_folder(folder)
    _stop_at(fault for fault in catalogue.faults if not fault.record)
    try:
        with transaction.atomic(), ExitStack() as undoing:
            if not examples:
                catalogue.records["event_example"].clear()
            add_database(catalogue)
            rows, report = Rows(), Report()
            pictures = PictureWriter(rows, report)
            undoing.callback(pictures.take_back)
            catalogue.known["page"] |= {record.ref for record in rows.records_of("page")}
            planned = plan_all(catalogue)
            _stop_at(catalogue.faults)
            _write(planned, Writer(rows, report), pictures, progress)
            ensure_review_workflow()
            _tell(catalogue, planned, rows, report)
            transaction.set_rollback(dry_run)
            if not dry_run:
                undoing.pop_all()
    finally:
        # Wagtail keeps the tree's root paths in the cache, which no rollback undoes.
        Site.clear_site_root_paths_cache()
    return report


def plan_all(catalogue: Catalogue) -> dict[str, list[Planned]]:
    """Every planned row by kind, in the order in which kinds are written."""
    planned: dict[str, list[Planned]] = {kind: [] for kind in NAMES}
    for row in chain.from_iterable(planner(catalogue) for planner in PLANNERS):
        planned[row.kind].append(row)
    return planned


def _write(
    planned: dict[str, list[Planned]], writer: Writer, pictures: PictureWriter, progress: Progress
) -> None:
    new = sum(1 for found in planned.values() for row in found if writer.is_new(row))
    noting = one_rebuild_instead() if new > MANY else nullcontext()
    with disable_reference_index_auto_update(), noting:
        for kind, rows in planned.items():
            if rows:
                progress.start(NAMES[kind], len(rows))
                write = pictures.write if kind == "picture" else writer.write
                write(rows, progress.advance)
                progress.finish()
        add_adoptions(row.ref for row in planned["practice"])
    # Once at the end: each item would otherwise be gone through at every save.
    if writer.touched:
        progress.start("references", len(writer.touched))
        for instance in writer.touched:
            _index_references(instance)
            progress.advance()
        progress.finish()


def _index_references(instance: models.Model) -> None:
    if ReferenceIndex.model_is_indexable(type(instance)):
        ReferenceIndex.create_or_update_for_object(instance)


def _tell(
    catalogue: Catalogue, planned: dict[str, list[Planned]], rows: Rows, report: Report
) -> None:
    """Note which files and which earlier records played no part."""
    for name in catalogue.unknown_files:
        report.notes.append(f"{name} is no file of launch content and was not read")
    for kind, found in planned.items():
        refs = {row.ref for row in found}
        gone = sorted(record.ref for record in rows.records_of(kind) if record.ref not in refs)
        if found and gone:
            report.notes.append(
                f"{len(gone)} {NAMES[kind]} loaded earlier are no longer in the files and stay "
                f"as they are: {', '.join(gone[:10])}{' ...' if gone[10:] else ''}"
            )


def _stop_at(faults: Iterable[Fault]) -> None:
    found = list(dict.fromkeys(faults))
    if found:
        raise LaunchContentError(found)
