"""Makes images of Wagtail of the pictures of pages, and replaces those whose file changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from wagtail.images import get_image_model

from portal.launching.merge import merge
from portal.launching.planned import Planned
from portal.launching.report import Report
from portal.launching.rows import Rows
from portal.models import LaunchRecord


class PictureWriter:
    """Writes the pictures of a load. A file outlives a rollback, so `take_back` removes them."""

    def __init__(self, rows: Rows, report: Report) -> None:
        self._rows = rows
        self._report = report
        self._written: list[tuple[Any, str]] = []

    def write(self, planned: list[Planned], tick: Callable[[], None]) -> None:
        """Make what is new and replace what differs."""
        for row in planned:
            self._write(row)
            tick()

    def take_back(self) -> None:
        """Remove the files of a load that is undone."""
        for storage, name in self._written:
            storage.delete(name)

    def _write(self, row: Planned) -> None:
        if row.ref in self._rows.deleted["picture"]:
            self._report.notes.append(
                f"picture:{row.ref} was deleted here by a curator and is not made again"
            )
            return
        images = get_image_model()
        pk = self._rows.pk("picture", row.ref)
        if pk is None:
            image = images(title=row.ref, description=row.words)
            self._store(image, row.path)
            self._rows.add("picture", row.ref, image.pk)
            self._remember(row, image.pk, row.values)
            self._report.count("picture", "new")
            return
        image = images.objects.get(pk=pk)
        loaded = self._rows.loaded("picture", row.ref)
        result = merge(row.values, loaded, {"file_hash": image.file_hash})
        if result.changes:
            self._replace(image, row.path)
            self._report.details.append(f"picture:{row.ref} changed: file")
        if result.kept:
            self._report.details.append(f"picture:{row.ref} kept as a curator left it: file")
        self._remember(row, pk, result.remembered)
        outcome = "changed" if result.changes else "kept" if result.kept else "unchanged"
        self._report.count("picture", outcome)

    def _replace(self, image: Any, path: Path) -> None:
        """Give the image another file; the sizes made of the old one go with it."""
        storage, old = image.file.storage, image.file.name
        self._store(image, path)
        image.renditions.all().delete()
        transaction.on_commit(lambda: storage.delete(old))

    def _store(self, image: Any, path: Path) -> None:
        with path.open("rb") as opened:
            image.file = File(opened, name=f"{path.parent.name}-{path.name}")
            image._set_image_file_metadata()  # the hash is what a later load compares
            image.save()
        self._written.append((image.file.storage, image.file.name))

    def _remember(self, row: Planned, pk: int, values: dict[str, Any]) -> None:
        LaunchRecord.objects.update_or_create(
            kind=row.kind, ref=row.ref, defaults={"object_id": pk, "values": values}
        )
