"""What every kind of cell can do."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from organisations.bulk_upload.reading import Cell
from organisations.bulk_upload.reading.table import FORMULA_MARK, UNREADABLE

#: What can be written into a spreadsheet.
Written = str | int | Decimal | date | None


class CellError(Exception):
    """A cell that cannot be understood; the message says why and what would be."""


@dataclass(frozen=True)
class Scope:
    """For whom a file is read: what may be referred to depends on it."""

    user: Any
    organisation: Any


class CellKind(ABC):
    """The value of one field, in a spreadsheet. Made anew for every file, so it may remember."""

    #: The value of an empty cell.
    empty: Any = ""
    #: How wide its column is in a spreadsheet, in characters.
    width = 24

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def read(self, cell: Cell) -> Any:
        """The value of a cell. Raises CellError when there is none that it can mean."""
        if cell is None:
            return self.empty
        if isinstance(cell, str):
            if cell.startswith(FORMULA_MARK):
                raise CellError(_("This is a formula. Put the value itself in the cell."))
            if UNREADABLE in cell:
                raise CellError(_("This holds something that cannot be read. Type it again."))
        return self.understand(cell)

    @abstractmethod
    def understand(self, cell: Cell) -> Any:
        """The same for a cell that holds something of its own."""

    def write(self, value: Any) -> Written:
        """The cell that is read as `value`."""
        return value or None

    def show(self, value: Any) -> str:
        """The value in words, for a reader."""
        return str(value)

    def words(self) -> list[str]:
        """All values there are, in words; empty when they cannot be listed."""
        return []

    def get(self, item: Any, field: str) -> Any:
        """The value that `item` has now."""
        return getattr(item, field)

    def set(self, item: Any, field: str, value: Any) -> None:
        """Give `item` this value; nothing is stored yet."""
        setattr(item, field, value)


def as_text(cell: Cell) -> str:
    """A cell as somebody would type it: a whole number has no decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def folded(text: str) -> str:
    """A text without what does not matter when words are compared."""
    return " ".join(text.replace("\u00a0", " ").split()).casefold()
