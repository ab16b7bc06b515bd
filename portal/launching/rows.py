"""Which row of the database stands for which record."""

from collections import defaultdict
from typing import Any

from django.db import models
from wagtail.images import get_image_model

from portal.launching.catalogue import MODELS
from portal.models import EditorialPage, LaunchRecord, RegionPage

PAGE_KINDS = ("page", "region_page")
KIND_OF = {model: kind for kind, model in MODELS.items()}


class Rows:
    """Refs and primary keys of everything that launch content can point to.

    The remembered row of a record counts first: a curator may have changed the ref of a term.
    """

    def __init__(self) -> None:
        self.pks: dict[str, dict[str, int]] = defaultdict(dict)
        self.ref_of: dict[type[models.Model], dict[int, str]] = defaultdict(dict)
        self.deleted: dict[str, set[str]] = defaultdict(set)
        self.records: dict[tuple[str, str], LaunchRecord] = {
            (record.kind, record.ref): record for record in LaunchRecord.objects.all()
        }
        for kind, model in MODELS.items():
            self._read(kind, model)
        self._read_pages()
        self._read_pictures()

    def add(self, kind: str, ref: str, pk: int) -> None:
        self.pks[kind][ref] = pk
        if kind in MODELS:
            self.ref_of[MODELS[kind]][pk] = ref

    def pk(self, kind: str, ref: str) -> int | None:
        return self.pks[kind].get(ref)

    def loaded(self, kind: str, ref: str) -> dict[str, Any]:
        """The values loaded last; empty for a row that launch content did not make."""
        record = self.records.get((kind, ref))
        return dict(record.values) if record else {}

    def _read(self, kind: str, model: type[models.Model]) -> None:
        rows = dict(model._default_manager.values_list("pk", "ref"))
        for pk, ref in rows.items():
            if ref:
                self.add(kind, ref, pk)
        for record in self.records_of(kind):
            if record.object_id in rows:
                self.add(kind, record.ref, record.object_id)
            elif record.ref not in self.pks[kind]:
                self.deleted[kind].add(record.ref)

    def _read_pages(self) -> None:
        pages = set(EditorialPage.objects.values_list("pk", flat=True))
        for kind in PAGE_KINDS:
            for record in self.records_of(kind):
                if record.object_id in pages:
                    self.add(kind, record.ref, record.object_id)
                else:
                    self.deleted[kind].add(record.ref)
        for pk, ref in RegionPage.objects.values_list("pk", "region__ref"):
            self.pks["region_page"].setdefault(ref, pk)

    def _read_pictures(self) -> None:
        images = set(get_image_model().objects.values_list("pk", flat=True))
        for record in self.records_of("picture"):
            if record.object_id in images:
                self.add("picture", record.ref, record.object_id)
            else:
                self.deleted["picture"].add(record.ref)

    def records_of(self, kind: str) -> list[LaunchRecord]:
        return [record for record in self.records.values() if record.kind == kind]
