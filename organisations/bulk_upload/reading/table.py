"""What every kind of file is turned into."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite

from django.utils.translation import gettext as _

#: A cell as it can be stored: days and times in ISO 8601, an empty cell as None.
Cell = str | int | float | bool | None

MOST_ROWS = 2_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 20_000
#: Stands for what cannot be stored or read, so that the cell is refused and not the file.
UNREADABLE = "\ufffd"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: Stands before what a spreadsheet would compute; no cell of a text file or a person holds it.
FORMULA_MARK = "\x1a="


class UnreadableError(Exception):
    """The file as a whole cannot be used; the message says why and what to do about it."""


@dataclass(frozen=True)
class RawRow:
    """One row below the header. `number` is the number that a spreadsheet shows beside it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """The header and the rows that hold something."""

    header: tuple[str, ...]
    rows: tuple[RawRow, ...]


def table_of(lines: Iterable[tuple[int, Iterable[Cell]]]) -> Table:
    """The table in numbered lines: the first that holds something is the header.

    Raises UnreadableError when there is no header, or more rows than may be uploaded at once.
    """
    header: tuple[str, ...] | None = None
    rows: list[RawRow] = []
    for number, line in lines:
        cells = _filled([_stored(cell) for cell in line])
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise UnreadableError(
                _("Row %(row)d has more than %(most)d columns. Is this the right file?")
                % {"row": number, "most": MOST_COLUMNS}
            )
        if header is None:
            header = tuple("" if cell is None else str(cell) for cell in cells)
            continue
        if len(rows) == MOST_ROWS:
            raise UnreadableError(
                _("There are more than %(most)d rows. Split the file and upload its parts.")
                % {"most": MOST_ROWS}
            )
        rows.append(RawRow(number, cells))
    if header is None:
        raise UnreadableError(_("The file is empty."))
    if not rows:
        raise UnreadableError(_("There are no rows below the header."))
    return Table(header, tuple(rows))


def _stored(cell: Cell) -> Cell:
    if isinstance(cell, float) and not isfinite(cell):
        return UNREADABLE
    if not isinstance(cell, str):
        return cell
    text = _UNSTORABLE.sub(UNREADABLE, cell).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > MOST_CHARACTERS:
        # More than any field takes, so it is refused; there is no need to keep all of it.
        text = text[: MOST_CHARACTERS + 1]
    return text or None


def _filled(cells: list[Cell]) -> tuple[Cell, ...]:
    """Without the empty cells at the end; nothing at all for an empty row."""
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)
