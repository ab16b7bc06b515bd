"""The map for a spreadsheet: ``format=csv`` and ``format=xlsx``."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from monitor.coverage.addresses import Addresses, addresses_of
from monitor.coverage.matrix import Cell, Line, Matrix
from monitor.coverage.question import CoverageQuestion
from monitor.coverage.words import (
    STATES,
    axis_name,
    day_of,
    head_of,
    is_past,
    title_of,
)
from publishing.spreadsheets import XLSX, harmless, storable
from search.analysis import clean
from search.exports import BYTE_ORDER_MARK, DELIMITERS
from search.labels import Vocabulary

Value = str | int | float | None

# The lightest and the darkest shade of the map on the site.
_LIGHT, _DARK = "DFE9E8", "7FB0B3"
_LABEL_WIDTH, _NUMBER_WIDTH = 44, 13


@dataclass(frozen=True)
class _Sheet:
    """What every file tells: the same texts on each."""

    question: CoverageQuestion
    matrix: Matrix
    words: Vocabulary

    def list_heading(self) -> list[str]:
        return [
            axis_name(self.question.rows),
            axis_name(self.question.cols),
            pgettext("coverage", "Own"),
            _("For the whole country"),
            pgettext("coverage", "Planned"),
            pgettext("coverage", "Together"),
            pgettext("coverage", "Mark"),
            pgettext("coverage", "Expected"),
            _("Address"),
        ]

    def list_rows(self) -> Iterator[list[Value]]:
        """One row per cell, then the totals of the lines and of the whole."""
        where = None if is_past(self.matrix) else addresses_of(self.question)
        every = _("Total")
        for row in self.matrix.rows:
            for col in self.matrix.cols:
                cell = self.matrix.cell(row.value, col.value)
                yield self._row(row.label, col.label, cell, _address(where, row, col), True)
        for row in self.matrix.rows:
            yield self._row(row.label, every, row.total, _address(where, row, None))
        for col in self.matrix.cols:
            yield self._row(every, col.label, col.total, _address(where, None, col))
        yield self._row(every, every, self.matrix.total, _address(where, None, None))

    def _row(
        self, row: str, col: str, cell: Cell, address: str, is_judged: bool = False
    ) -> list[Value]:
        expected = None if cell.expected is None else round(cell.expected, 1)
        return [
            _text(row),
            _text(col),
            cell.count,
            cell.national,
            cell.planned,
            cell.total,
            str(STATES[cell.state]) if is_judged else "",
            expected if is_judged else None,
            address,
        ]


def csv_file(
    request: HttpRequest, question: CoverageQuestion, matrix: Matrix, words: Vocabulary
) -> HttpResponse:
    """Every cell on a line of its own, with all that is known of it."""
    sheet = _Sheet(question, matrix, words)
    out = StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=DELIMITERS[question.query.language], lineterminator="\r\n")
    writer.writerows([_text(line)] for line in head_of(sheet.question, sheet.matrix, sheet.words))
    writer.writerow([])
    writer.writerow(sheet.list_heading())
    writer.writerows(sheet.list_rows())
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    return named(response, question, matrix, "csv")


def xlsx_file(
    request: HttpRequest, question: CoverageQuestion, matrix: Matrix, words: Vocabulary
) -> HttpResponse:
    """A workbook: the map, the same for what is national, and every cell on a line."""
    sheet = _Sheet(question, matrix, words)
    book = Workbook()
    book.remove(book.worksheets[0])
    _fill_map(book.create_sheet(), pgettext("coverage", "Own"), sheet, lambda cell: cell.count)
    _fill_map(book.create_sheet(), _("For the whole country"), sheet, lambda cell: cell.national)
    _fill_list(book.create_sheet(), sheet)
    data = BytesIO()
    book.save(data)
    response = HttpResponse(data.getvalue(), content_type=XLSX)
    return named(response, question, matrix, "xlsx")


def named(
    response: HttpResponse, question: CoverageQuestion, matrix: Matrix, ending: str
) -> HttpResponse:
    """The same response as a download called after the map."""
    name = f"{slugify(title_of(question))}-{day_of(matrix).isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _fill_map(page: Worksheet, name: str, sheet: _Sheet, number_of: Callable[[Cell], int]) -> None:
    matrix = sheet.matrix
    page.title = name[:31]
    _fill_head(page, sheet, name)
    page.append(
        [axis_name(sheet.question.rows), *(_text(col.label) for col in matrix.cols), _("Total")]
    )
    top = page.max_row
    for line in matrix.rows:
        numbers = [number_of(matrix.cell(line.value, col.value)) for col in matrix.cols]
        page.append([_text(line.label), *numbers, number_of(line.total)])
        page.cell(page.max_row, 1).alignment = Alignment(indent=line.depth)
    page.append(
        [_("Total"), *(number_of(col.total) for col in matrix.cols), number_of(matrix.total)]
    )
    for place in (top, page.max_row):
        for cell in page[place]:
            cell.font = Font(bold=True)
    for cell in page[top][1:]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.column_dimensions["A"].width = _LABEL_WIDTH
    for column in range(2, len(matrix.cols) + 3):
        page.column_dimensions[get_column_letter(column)].width = _NUMBER_WIDTH
    page.freeze_panes = f"B{top + 1}"
    if matrix.rows and matrix.cols:
        area = f"B{top + 1}:{get_column_letter(len(matrix.cols) + 1)}{top + len(matrix.rows)}"
        shades = ColorScaleRule(
            start_type="num", start_value=1, start_color=_LIGHT, end_type="max", end_color=_DARK
        )
        page.conditional_formatting.add(area, shades)


def _fill_list(page: Worksheet, sheet: _Sheet) -> None:
    page.title = pgettext("coverage", "List")
    _fill_head(page, sheet)
    page.append(sheet.list_heading())
    page.freeze_panes = f"A{page.max_row + 1}"
    for row in sheet.list_rows():
        page.append(row)
    for column in ("A", "B"):
        page.column_dimensions[column].width = _LABEL_WIDTH


def _fill_head(page: Worksheet, sheet: _Sheet, name: str = "") -> None:
    title, *others = head_of(sheet.question, sheet.matrix, sheet.words)
    page.append([_text(title)])
    page.cell(1, 1).font = Font(bold=True, size=14)
    for line in (name, *others):
        if line:
            page.append([_text(line)])
    page.append([])


def _address(where: Addresses | None, row: Line | None, col: Line | None) -> str:
    if where is None:
        return ""
    if row and col:
        found = where.cell(row.value, col.value)
    elif row:
        found = where.row(row.value)
    else:
        found = where.col(col.value) if col else where.whole
    return settings.BASE_URL + found


def _text(text: str) -> str:
    """On one line, and never a formula."""
    return harmless(storable(clean(text)))
