"""What is known while the rows of one file are looked at."""

from functools import cached_property
from typing import Any

from modelcluster.models import get_all_child_relations

from organisations.bulk_upload.cells import CellKind, Scope
from organisations.bulk_upload.sheets import Sheet
from organisations.models import BulkUploadRow, Organisation
from publishing.models import Publication
from publishing.permissions import Verb, may


class Session:
    """A sheet for one person and organisation; vocabularies are read once."""

    def __init__(self, sheet: Sheet, user: Any, organisation: Organisation) -> None:
        self.sheet = sheet
        self.user = user
        self.organisation = organisation
        self._scope = Scope(user, organisation)
        self._kinds: dict[str, CellKind] = {}

    def kind_of(self, field: str) -> CellKind:
        """What reads the cells of a column."""
        if field not in self._kinds:
            self._kinds[field] = self.sheet.by_field[field].kind(self._scope)
        return self._kinds[field]

    @cached_property
    def may_add(self) -> bool:
        """Whether this person may add items for this organisation."""
        return may(self.user, Verb.ADD, self.sheet.model(owner=self.organisation))

    def items(self, rows: list[BulkUploadRow]) -> dict[int, Publication]:
        """The items of the organisation that these rows are about, as stored, by number."""
        numbers = [number for row in rows if (number := number_of(row)) is not None]
        owned: Any = self.sheet.model._default_manager
        relations = relations_in(self.sheet)
        return (
            owned.filter(owner=self.organisation)
            .select_related("latest_revision")
            .prefetch_related(*relations)
            .in_bulk(numbers)
        )


def number_of(row: BulkUploadRow) -> int | None:
    """The number of the item that a row is about, if it holds one that can be one."""
    cell = row.cells.get("id")
    try:
        number = int(str(cell).removesuffix(".0"))
    except (TypeError, ValueError):
        return None
    return number if 0 < number < 2**63 else None


def latest(item: Any) -> Any:
    """The newest version of an item, which for a draft and for waiting changes is not its row."""
    revision = item.latest_revision
    if revision is None or (item.live and not item.has_unpublished_changes):
        return item
    return revision.as_object()


def relations_in(sheet: Sheet) -> list[str]:
    """The columns that hold relations with several items or rows, to read them at once."""
    meta: Any = sheet.model._meta
    several = {field.name for field in meta.many_to_many}
    several |= {relation.get_accessor_name() for relation in get_all_child_relations(sheet.model)}
    return [name for name in sheet.by_field if name in several]
