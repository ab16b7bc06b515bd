"""Which kinds of items can be uploaded, and with which columns. Higher rooms register theirs."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst

from organisations.bulk_upload.cells.kind import CellKind, Scope, folded
from publishing.models import Publication

#: The column that says which item a row is about; empty for a new one.
ID = "id"
_DECORATION = re.compile(r"[*:_]+")


@dataclass(frozen=True)
class Column:
    """One field of an item as a column.

    `kind` makes what reads its cells. `label` and `explanation` are those of the model's field
    unless given. `also` are further headers under which people have this column.
    """

    field: str
    kind: Callable[[Scope], CellKind]
    example: str | Promise = ""
    explanation: str | Promise = ""
    label: str | Promise = ""
    also: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Sheet:
    """A kind of item and its columns. Two new rows are the same when they agree in `same_when`."""

    model: type[Publication]
    columns: tuple[Column, ...]
    same_when: tuple[str, ...] = ("title",)

    @property
    def kind(self) -> str:
        return self.model.kind

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @cached_property
    def by_field(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns}

    @cached_property
    def _fields_by_header(self) -> dict[str, str]:
        """In either language, so that a file may be made in one and uploaded in the other."""
        known = {ID: ID, "nr": ID, "nummer": ID, "number": ID}
        for column in self.columns:
            names = [column.field, *column.also]
            for language in ("nl", "en"):
                with translation.override(language):
                    names.append(self.label_of(column))
            known |= {_bare(name): column.field for name in names}
        return known

    def field_of(self, header: str) -> str | None:
        """The field that a header stands for, `ID` for the number of an item, None if unknown."""
        return self._fields_by_header.get(_bare(header))

    def recognised(self, headers: list[str]) -> int:
        """How many of these headers are columns of this sheet."""
        return len({field for header in headers if (field := self.field_of(header))})

    def label_of(self, column: Column) -> str:
        """The header of a column in the active language."""
        label = column.label or self._model_field(column, "verbose_name")
        return capfirst(str(label))

    def explanation_of(self, column: Column) -> str:
        """What belongs in a column, in the active language."""
        return str(column.explanation or self._model_field(column, "help_text"))

    def _model_field(self, column: Column, part: str) -> Any:
        try:
            return getattr(self.model._meta.get_field(column.field), part, "")
        except FieldDoesNotExist:
            return ""


_sheets: dict[str, Sheet] = {}


def register(sheet: Sheet) -> None:
    """Let items of this kind be uploaded; later registrations of a kind replace earlier ones."""
    _sheets[sheet.kind] = sheet


def sheet_of(kind: str) -> Sheet | None:
    return _sheets.get(kind)


def all_sheets() -> Iterator[Sheet]:
    yield from _sheets.values()


def _bare(header: str) -> str:
    return folded(_DECORATION.sub(" ", header))
