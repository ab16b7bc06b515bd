"""A table as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import get_language, gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from organisations.bulk_upload.cells.kind import Written
from organisations.bulk_upload.reading.table import MOST_ROWS
from publishing.spreadsheets import harmless, storable

CSV = "text/csv; charset=utf-8; header=present"
_BYTE_ORDER_MARK = "\ufeff"
_HEADER = PatternFill("solid", fgColor="FFE8EEF2")
_REMARK = PatternFill("solid", fgColor="FFFDE7E4")


@dataclass(frozen=True)
class Heading:
    """The head of a column: its name, how wide it is, and what it explains of itself.

    `words` are all values a cell may have; a spreadsheet offers them when `one_word` says that a
    cell holds one of them.
    """

    label: str
    width: int = 24
    explanation: str = ""
    example: str = ""
    required: bool = False
    words: tuple[str, ...] = ()
    one_word: bool = False


def as_csv(headings: Sequence[Heading], rows: Iterable[Sequence[Written]]) -> bytes:
    """UTF-8 with a byte order mark, and the delimiter that Excel expects in this language."""
    out = io.StringIO()
    dutch = (get_language() or "nl") == "nl"
    writer = csv.writer(out, delimiter=";" if dutch else ",", lineterminator="\r\n")
    writer.writerow([_as_text(heading.label) for heading in headings])
    writer.writerows([_as_text(value) for value in row] for row in rows)
    return (_BYTE_ORDER_MARK + out.getvalue()).encode()


def as_xlsx(
    title: str,
    headings: Sequence[Heading],
    rows: Iterable[Sequence[Written]],
    *,
    marked: frozenset[tuple[int, int]] = frozenset(),
) -> bytes:
    """A workbook: the rows, what the columns mean, and lists to choose from.

    `marked` are the cells, by row and column from 0, that deserve attention.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "C2"
    for place, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = heading.width
    sheet.append([_cell(sheet, heading.label, head=True) for heading in headings])
    for row_place, row in enumerate(rows):
        sheet.append(
            [
                _cell(sheet, value, mark=(row_place, place) in marked)
                for place, value in enumerate(row)
            ]
        )
    _explain(book, headings)
    _offer_choices(book, sheet, headings)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Written, *, head: bool = False, mark: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=storable(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        # Never a formula, whatever it begins with.
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, date):
        cell.number_format = "d-m-yyyy"
    if head:
        cell.font, cell.fill = Font(bold=True), _HEADER
    if mark:
        cell.fill = _REMARK
    return cell


def _explain(book: Any, headings: Sequence[Heading]) -> None:
    sheet = book.create_sheet(gettext("Explanation")[:31])
    for letter, width in zip("ABCDE", (32, 12, 60, 32, 80), strict=True):
        sheet.column_dimensions[letter].width = width
    names = (
        gettext("Column"),
        gettext("Required"),
        gettext("What belongs here"),
        gettext("Example"),
        gettext("What you can choose from"),
    )
    sheet.append([_cell(sheet, name, head=True) for name in names])
    for heading in headings:
        required = gettext("yes") if heading.required else ""
        words = "\n".join(heading.words)
        texts = (heading.label, required, heading.explanation, heading.example, words)
        sheet.append([_cell(sheet, text) for text in texts])


def _offer_choices(book: Any, sheet: Any, headings: Sequence[Heading]) -> None:
    """A list to choose from in every column whose cells hold one of a few words."""
    chosen = [(place, heading) for place, heading in enumerate(headings, 1) if heading.one_word]
    if not chosen:
        return
    lists = book.create_sheet(gettext("Lists")[:31])
    name = lists.title.replace("'", "''")
    longest = max(len(heading.words) for _place, heading in chosen)
    for row in range(longest):
        words = [heading.words[row] if row < len(heading.words) else None for _, heading in chosen]
        lists.append([_cell(lists, word) for word in words])
    for column, (place, heading) in enumerate(chosen, start=1):
        source, target = get_column_letter(column), get_column_letter(place)
        rule = DataValidation(
            type="list",
            formula1=f"'{name}'!${source}$1:${source}${len(heading.words)}",
            allow_blank=True,
            # Other spellings are understood as well.
            showErrorMessage=False,
        )
        rule.add(f"{target}2:{target}{MOST_ROWS + 1}")
        sheet.data_validations.append(rule)


def _as_text(value: Written) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    if not isinstance(value, str):
        return str(formats.number_format(value, use_l10n=True, force_grouping=False))
    return harmless(value)
