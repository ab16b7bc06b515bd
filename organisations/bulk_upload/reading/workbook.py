"""Reads a workbook, after looking whether it is one that may be opened at all."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from organisations.bulk_upload.reading.table import (
    FORMULA_MARK,
    UNREADABLE,
    Cell,
    Table,
    UnreadableError,
    table_of,
)

#: A sheet of 2,000 full rows takes some 6 MB; what unpacks to far more is no list of items.
LARGEST_UNPACKED = 48 * 1024 * 1024
_MOST_PARTS = 500
_MOST_EMPTY_LINES = 100_000
_ENCRYPTED = 0x1


def read_workbook(data: bytes, recognised: Callable[[list[str]], int]) -> Table:
    """The table in the sheet with the most recognised headers. Raises UnreadableError."""
    _refuse_what_is_dangerous(data)
    broken = UnreadableError(_("The file is damaged. Open it in Excel and save it again."))
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        try:
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            if not sheets:
                raise broken
            for sheet in sheets:
                # What a file says of its own size is not to be believed.
                sheet.reset_dimensions()
            best = max(sheets, key=lambda sheet: recognised(_header(sheet)))
            return table_of(_lines(best))
        finally:
            book.close()
    except UnreadableError:
        raise
    # What openpyxl and the parser below it raise for files that are not as they should be.
    except (
        ArithmeticError,
        AttributeError,
        EOFError,
        InvalidFileException,
        LookupError,
        OSError,
        ParseError,
        RuntimeError,
        SyntaxError,
        TypeError,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
    ) as fault:
        raise broken from fault


def _refuse_what_is_dangerous(data: bytes) -> None:
    """Looks only at the list of contents, so that nothing is unpacked that should not be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {part.filename.lower() for part in parts}
            # Not more is ever unpacked than this list promises, so the sum can be relied on.
            unpacked = sum(part.file_size for part in parts)
            if "xl/workbook.xml" not in names or len(parts) > _MOST_PARTS:
                raise UnreadableError(_("This is not an Excel workbook. Save it as .xlsx or .csv."))
            if unpacked > LARGEST_UNPACKED:
                raise UnreadableError(
                    _("Unpacked this file is far too large. Copy the rows to an empty workbook.")
                )
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise UnreadableError(_("This file has a password. Save it without one."))
            kinds = packed.read("[Content_Types].xml") if "[content_types].xml" in names else b""
    except (
        EOFError,
        KeyError,
        # What `zipfile` raises for a part that is packed in a way it does not know.
        NotImplementedError,
        OSError,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
    ) as fault:
        raise UnreadableError(
            _("The file is damaged. Open it in Excel and save it again.")
        ) from fault
    if b"macroEnabled" in kinds or any("vbaproject" in name for name in names):
        raise UnreadableError(_("This file holds macros. Save it as .xlsx, without them."))


def _header(sheet: Any) -> list[str]:
    for _number, cells in _lines(sheet):
        if any(cell not in (None, "") for cell in cells):
            return ["" if cell is None else str(cell) for cell in cells]
    return []


def _lines(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:
    empty = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_cell(cell) for cell in row]
        empty = 0 if any(cell is not None for cell in cells) else empty + 1
        if empty > _MOST_EMPTY_LINES:
            # Below this there is at most some forgotten formatting.
            return
        yield number, cells


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if cell.data_type == "e":
        return UNREADABLE
    if cell.data_type == "f":
        return FORMULA_MARK + str(value).removeprefix("=")
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value / timedelta(days=1)
    return str(value)
