"""Cells with the results, the conditions or the material of a practice, one per line."""

from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext as _

from initiatives.practice_lines import PARTS, LineError
from initiatives.practice_lines.reading import Values, joined_by_bars, split_at_bars
from organisations.bulk_upload.cells import CellError, CellKind, Lines, Scope
from organisations.bulk_upload.reading import Cell

#: Stands for a line that has no English yet; an empty one could get lost at the edge of a cell.
_NOTHING = "-"


class PartCell(CellKind):
    """What a practice has several of, in Dutch."""

    empty: list[Values] = []
    width = 48

    def __init__(self, scope: Scope, part: str) -> None:
        super().__init__(scope)
        self.part = PARTS[part]
        self._lines = Lines(scope)

    def understand(self, cell: Cell) -> list[Values]:
        try:
            return self.part.read(self._lines.understand(cell))
        except LineError as fault:
            raise CellError(str(fault)) from None

    def write(self, value: list[Values]) -> str | None:
        return self.part.write(value) or None

    def show(self, value: list[Values]) -> str:
        return self.part.write(value)

    def get(self, item: Any, field: str) -> list[Values]:
        return self.part.values_of(item)

    def set(self, item: Any, field: str, value: list[Values]) -> None:
        self.part.put(item, value)


class EnglishPartCell(CellKind):
    """The same in English: line by line what the Dutch lines say."""

    empty: list[tuple[str, ...]] = []
    width = 48

    def __init__(self, scope: Scope, part: str) -> None:
        super().__init__(scope)
        self.part = PARTS[part]
        self._lines = Lines(scope)

    def understand(self, cell: Cell) -> list[tuple[str, ...]]:
        count = len(self.part.english)
        found = []
        for line in self._lines.understand(cell).rstrip().split("\n"):
            texts = [] if line.strip() == _NOTHING else split_at_bars(line)
            if len(texts) > count:
                raise CellError(
                    _("Write at most %(count)d texts with a bar between them on a line.")
                    % {"count": count}
                )
            found.append(tuple([*texts, *[""] * count][:count]))
        return found

    def write(self, value: list[tuple[str, ...]]) -> str | None:
        return self.show(value) or None

    def show(self, value: list[tuple[str, ...]]) -> str:
        return "\n".join(joined_by_bars(*texts) or _NOTHING for texts in value)

    def get(self, item: Any, field: str) -> list[tuple[str, ...]]:
        found = [
            tuple(getattr(row, f"{name}_en") for name in self.part.english)
            for row in getattr(item, self.part.name).all()
        ]
        while found and not any(found[-1]):
            found.pop()
        return found

    def set(self, item: Any, field: str, value: list[tuple[str, ...]]) -> None:
        rows = list(getattr(item, self.part.name).all())
        if len(value) > len(rows):
            raise CellError(_("There are more lines in English than in Dutch."))
        nothing = ("",) * len(self.part.english)
        for row, texts in zip_longest(rows, value, fillvalue=nothing):
            for name, text in zip(self.part.english, texts, strict=True):
                setattr(row, f"{name}_en", text)
        setattr(item, self.part.name, rows)
