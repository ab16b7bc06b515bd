"""Reads text with a delimiter between cells: csv, and what is called so."""

import codecs
import csv
import io
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from organisations.bulk_upload.reading.table import (
    FORMULA_MARK,
    Cell,
    Table,
    UnreadableError,
    table_of,
)
from publishing.spreadsheets import as_it_was

_DELIMITERS = (";", ",", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_delimited(data: bytes, recognised: Callable[[list[str]], int]) -> Table:
    """The table in a text file; `recognised` as in `read_table`. Raises UnreadableError."""
    text = decoded(data)
    if "\x00" in text:
        raise UnreadableError(_("This is not a table. Upload an .xlsx or a .csv file."))
    start = 0
    first = text.split("\n", 1)[0].strip()
    if first.lower().startswith("sep=") and len(first) == len("sep=") + 1:
        # A line by which Excel is told the delimiter.
        text, start = text.partition("\n")[2], 1
        delimiter = first[-1]
    else:
        delimiter = max(_DELIMITERS, key=lambda sign: recognised(_header(text, sign)))
    return table_of(_lines(text, delimiter, start))


def decoded(data: bytes) -> str:
    """The text in UTF-8, UTF-16 or, when it is neither, Windows-1252. Raises UnreadableError."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data, encoding)
    head = data[:4096]
    if head[1::2].count(0) > len(head) // 4:
        return _decode(data, "utf-16-le")
    if head[0::2].count(0) > len(head) // 4:
        return _decode(data, "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(data, "cp1252")


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise UnreadableError(
            _("The characters of this file cannot be read. Save it as UTF-8 or as .xlsx.")
        ) from fault


def _header(text: str, delimiter: str) -> list[str]:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                return row
    except csv.Error:
        # With this sign it is no table; whether with another, the reading of all lines tells.
        return []
    return []


def _lines(text: str, delimiter: str, start: int) -> Iterator[tuple[int, list[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = start
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise UnreadableError(
                _("Row %(row)d cannot be read. Is there a quotation mark too many or too few?")
                % {"row": number + 1}
            ) from fault
        number += 1
        yield number, [_cell(value) for value in row]


def _cell(value: str) -> str:
    text = value.strip()
    if text.startswith("="):
        return FORMULA_MARK + text[1:]
    # Spreadsheets put a sign before a text that would otherwise be a formula.
    typed = as_it_was(text)
    return value if typed == text else typed
