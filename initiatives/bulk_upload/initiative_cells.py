"""Cells that say to which initiative something belongs."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.models import Initiative
from organisations.bulk_upload.cells import CellError, CellKind, Scope
from organisations.bulk_upload.cells.kind import as_text, folded
from organisations.bulk_upload.reading import Cell
from taxonomy.row_numbers import row_number


class BelongsTo(CellKind):
    """An initiative by its title or number: a live one, or one of the own organisation."""

    empty = None
    width = 36

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self._found: dict[str, Initiative | None] = {}
        self._by_key: dict[int, Initiative] = {}

    def understand(self, cell: Cell) -> Any:
        name = as_text(cell)
        if (key := folded(name)) not in self._found:
            self._found[key] = self._look_up(name)
        initiative = self._found[key]
        if initiative is None:
            raise CellError(
                _("There is no initiative “%(name)s”. Write its title as it is on this site.")
                % {"name": name[:100]}
            )
        self._by_key[initiative.pk] = initiative
        return initiative.pk

    def write(self, value: Any) -> str | None:
        return self.show(value) or None

    def show(self, value: Any) -> str:
        if value is None:
            return ""
        initiative = self._by_key.get(value) or Initiative.objects.filter(pk=value).first()
        if initiative is None:
            return ""
        self._by_key[value] = initiative
        # Two with one title are told apart by their numbers.
        return initiative.title if self._is_clear(initiative) else str(initiative.pk)

    def get(self, item: Any, field: str) -> Any:
        return getattr(item, f"{field}_id")

    def set(self, item: Any, field: str, value: Any) -> None:
        setattr(item, f"{field}_id", value)

    def _visible(self) -> Any:
        return Initiative.objects.filter(Q(live=True) | Q(owner=self.scope.organisation))

    def _is_clear(self, initiative: Initiative) -> bool:
        key = folded(initiative.title)
        if key not in self._found:
            try:
                self._found[key] = self._look_up(initiative.title)
            except CellError:
                self._found[key] = None
        return self._found[key] == initiative

    def _look_up(self, name: str) -> Initiative | None:
        if (number := row_number(name)) is not None:
            return self._visible().filter(pk=number).first()
        named = Q(title__iexact=name) | Q(title_en__iexact=name)
        found = list(self._visible().filter(named)[:2])
        if len(found) > 1:
            numbers = ", ".join(str(one.pk) for one in found)
            raise CellError(
                _("There are several called “%(name)s”. Write the number: %(numbers)s.")
                % {"name": name[:100], "numbers": numbers}
            )
        return found[0] if found else None
