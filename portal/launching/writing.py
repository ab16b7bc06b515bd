"""Writes planned rows: makes what is new, merges what exists, remembers what was loaded."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils import translation
from wagtail.fields import StreamField

from portal.launching.catalogue import MODELS
from portal.launching.faults import Fault, LaunchContentError
from portal.launching.merge import merge
from portal.launching.page_tree import existing_page, place_page
from portal.launching.pages import PAGE_TYPES
from portal.launching.planned import Planned
from portal.launching.publishing_rows import has_draft, publish_item, publish_page
from portal.launching.report import Report
from portal.launching.resolving import resolved_blocks
from portal.launching.rows import KIND_OF, PAGE_KINDS, Rows
from portal.launching.values import StoredValues
from portal.models import EditorialPage, LaunchRecord
from publishing.models import Publication


def model_of(row: Planned) -> type[models.Model]:
    return PAGE_TYPES[row.page_type] if row.kind in PAGE_KINDS else MODELS[row.kind]


class Writer:
    """Writes rows of the kinds in the order in which they may refer to each other."""

    def __init__(self, rows: Rows, report: Report) -> None:
        self._rows = rows
        self._report = report
        self._made: dict[tuple[str, str], models.Model] = {}
        self._instances: dict[type[models.Model], dict[int, models.Model]] = {}
        self.touched: list[models.Model] = []

    def is_new(self, row: Planned) -> bool:
        """Whether this record has no row yet, and is to get one."""
        known = self._rows.pk(row.kind, row.ref) or row.ref in self._rows.deleted[row.kind]
        return not known

    def write(self, planned: list[Planned], tick: Callable[[], None]) -> None:
        """All rows of one kind: first every new row, so that rows may refer to each other."""
        present = [row for row in planned if self._ensure(row)]
        for model in dict.fromkeys(model_of(row) for row in present):
            self._merge_all(model, [row for row in present if model_of(row) is model], tick)

    # --- new rows ---------------------------------------------------------------------------

    def _ensure(self, row: Planned) -> bool:
        """Whether there is a row to work on; makes it when the record is new."""
        if self._rows.pk(row.kind, row.ref):
            return True
        if row.ref in self._rows.deleted[row.kind]:
            self._report.notes.append(
                f"{row.kind}:{row.ref} was deleted here by a curator and is not made again"
            )
            return False
        page = existing_page(row, self._rows) if row.kind in PAGE_KINDS else None
        made = page or self._guarded(row, lambda: self._make(row))
        if made is None:
            self._report.notes.append(
                f"{row.kind}:{row.ref} has no place: the page above it does not exist here"
            )
            return False
        self._rows.add(row.kind, row.ref, made.pk)
        if page is None:
            self._made[row.kind, row.ref] = made
        return True

    def _make(self, row: Planned) -> models.Model | None:
        if row.kind in PAGE_KINDS:
            return place_page(row, self._rows)
        instance = model_of(row)(ref=row.ref)
        if isinstance(instance, Publication):
            instance.live = False
        self._assign(row, instance, row.values, relations=False)
        instance.clean_fields(exclude=["body", "body_en"])
        instance.save()
        return instance

    # --- existing rows ------------------------------------------------------------------------

    def _merge_all(
        self, model: type[models.Model], planned: list[Planned], tick: Callable[[], None]
    ) -> None:
        pks = [pk for row in planned if (pk := self._rows.pk(row.kind, row.ref))]
        found = model._default_manager.in_bulk(pks)
        names = dict.fromkeys(name for row in planned for name in row.values)
        stored = StoredValues(model, found, names, self._rows.ref_of)
        for row in planned:
            pk = self._rows.pks[row.kind][row.ref]
            made = self._made.get((row.kind, row.ref))
            if made is not None and row.kind in PAGE_KINDS:
                # Pages were made below it since: the fresh row knows how many.
                made = found[pk]
            wanted = self._resolved(row)
            if made is not None:
                self._guarded(row, lambda: self._complete(row, made, wanted))  # noqa: B023
                self._remember(row, pk, wanted)
                self._report.count(row.kind, "new")
            else:
                self._merge(row, found[pk], wanted, stored.of(pk))
            tick()

    def _complete(self, row: Planned, made: models.Model, wanted: dict[str, Any]) -> None:
        self._assign(row, made, wanted)
        self._store(made, is_new=True)

    def _merge(
        self, row: Planned, instance: models.Model, wanted: dict[str, Any], stored: dict[str, Any]
    ) -> None:
        loaded = self._without_deleted(row, self._rows.loaded(row.kind, row.ref))
        result = merge(wanted, loaded, stored)
        if result.changes and has_draft(instance, wanted):
            self._report.count(row.kind, "kept")
            self._report.details.append(f"{row.kind}:{row.ref} has a draft; nothing was changed")
            return
        if result.changes:
            self._guarded(row, lambda: self._change(row, instance, result.changes))
            names = ", ".join(sorted(result.changes))
            self._report.details.append(f"{row.kind}:{row.ref} changed: {names}")
        if result.kept:
            names = ", ".join(sorted(result.kept))
            self._report.details.append(f"{row.kind}:{row.ref} kept as a curator left it: {names}")
        self._remember(row, instance.pk, result.remembered)
        outcomes = [("changed", result.changes), ("kept", result.kept)]
        for outcome in [name for name, fields in outcomes if fields] or ["unchanged"]:
            self._report.count(row.kind, outcome)

    def _change(self, row: Planned, instance: models.Model, changes: dict[str, Any]) -> None:
        self._assign(row, instance, changes)
        instance.clean_fields(exclude=["body", "body_en", "ways_in"])
        self._store(instance, is_new=False)

    # --- values -----------------------------------------------------------------------------

    def _resolved(self, row: Planned) -> dict[str, Any]:
        """The planned values as a row can hold them: without what was deleted, links with keys."""
        values = self._without_deleted(row, row.values)
        if row.kind not in PAGE_KINDS:
            return values
        model = model_of(row)
        for name in values:
            if isinstance(model._meta.get_field(name), StreamField):
                language = "en" if name.endswith("_en") else "nl"
                values[name] = resolved_blocks(values[name], language, self._rows.pks)
        return values

    def _without_deleted(self, row: Planned, values: dict[str, Any]) -> dict[str, Any]:
        """What a curator deleted is no longer referred to."""
        model, cleaned = model_of(row), dict(values)
        for name, value in values.items():
            field = model._meta.get_field(name)
            if field.related_model is None or field.one_to_many:
                continue
            gone = self._rows.deleted[KIND_OF[field.related_model]]
            if field.many_to_many:
                cleaned[name] = [ref for ref in value if ref not in gone]
            elif field.many_to_one and value in gone:
                cleaned[name] = None
        return cleaned

    def _assign(
        self, row: Planned, instance: Any, values: dict[str, Any], *, relations: bool = True
    ) -> None:
        for name, value in values.items():
            field = instance._meta.get_field(name)
            if field.many_to_many or field.one_to_many:
                if relations:
                    self._assign_relation(instance, field, name, value)
            elif field.is_relation:
                kind = KIND_OF[field.related_model]
                pk = self._rows.pk(kind, value) if value else None
                if pk is None and not field.null:
                    self._refuse(row, name, f"'{value}' was deleted here, but this needs it")
                setattr(instance, field.attname, pk)
            elif isinstance(field, StreamField):
                # Wagtail adds ids to the blocks it is given; what is remembered must stay without.
                setattr(instance, name, field.to_python(deepcopy(value)))
            else:
                setattr(instance, name, field.to_python(value))

    def _assign_relation(self, instance: Any, field: Any, name: str, value: list[Any]) -> None:
        if field.one_to_many:
            setattr(instance, name, [_child(field.related_model, entry) for entry in value])
            return
        kind = KIND_OF[field.related_model]
        targets = self._targets(field.related_model)
        getattr(instance, name).set([targets[self._rows.pks[kind][ref]] for ref in value])

    def _targets(self, model: type[models.Model]) -> dict[int, models.Model]:
        """Every row of a model that something may point to, read once."""
        if model not in self._instances:
            pks = self._rows.pks[KIND_OF[model]].values()
            self._instances[model] = model._default_manager.in_bulk(list(pks))
        return self._instances[model]

    def _store(self, instance: models.Model, *, is_new: bool) -> None:
        if isinstance(instance, Publication):
            publish_item(instance, is_new=is_new)
        elif isinstance(instance, EditorialPage):
            publish_page(instance)
        else:
            instance.save()
        self.touched.append(instance)

    def _remember(self, row: Planned, pk: int, values: dict[str, Any]) -> None:
        record = self._rows.records.get((row.kind, row.ref))
        if record is None:
            record = LaunchRecord(kind=row.kind, ref=row.ref)
        elif record.object_id == pk and record.values == values:
            return
        record.object_id, record.values = pk, values
        record.save()

    # --- faults -----------------------------------------------------------------------------

    def _guarded(self, row: Planned, work: Callable[[], Any]) -> Any:
        """Do something to the row; what the database or a model refuses names the record."""
        try:
            return work()
        except ValidationError as error:
            # Messages of models are for the Dutch admin; this report is in English throughout.
            with translation.override("en"):
                field, messages = next(iter(error.message_dict.items()))
            self._refuse(row, field, " ".join(messages).rstrip("."))
        except IntegrityError as error:
            self._refuse(row, "", f"the database refuses this record: {error}")

    def _refuse(self, row: Planned, field: str, message: str) -> None:
        raise LaunchContentError([Fault(message, row.file, row.ref, field, row.line)])


def _child(model: Any, entry: dict[str, Any]) -> models.Model:
    fields = {name: model._meta.get_field(name) for name in entry}
    child: models.Model = model(
        **{name: field.to_python(entry[name]) for name, field in fields.items()}
    )
    return child
