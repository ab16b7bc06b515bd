"""The map for a spreadsheet: ``format=csv`` and ``format=xlsx``."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO, StringIO
from typing import Self

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
from monitor.coverage.asked import Shown
from monitor.coverage.comparison import Difference, compared_with_totals
from monitor.coverage.matrix import Cell, Line, Matrix
from monitor.coverage.question import CoverageQuestion
from monitor.coverage.words import (
    STATES,
    axis_name,
    day_in_words,
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
Numbers = Mapping[tuple[str, str], int]

# The lightest and the darkest shade of the map on the site.
_LIGHT, _DARK = "DFE9E8", "7FB0B3"
#: A difference with its sign, also in a cell that holds a number.
SIGNED = "+0;-0;0"
_LABEL_WIDTH, _NUMBER_WIDTH = 44, 13


@dataclass(frozen=True)
class _Sheet:
    """What every file tells: the same texts on each."""

    question: CoverageQuestion
    matrix: Matrix
    words: Vocabulary
    #: The matrix of the day with which it is compared, if it is.
    then: Matrix | None

    @classmethod
    def of(cls, shown: Shown, words: Vocabulary) -> Self:
        return cls(shown.asked.question, shown.matrix, words, shown.then)

    @cached_property
    def changed(self) -> Mapping[tuple[str, str], Difference]:
        """The difference of every cell and total; of nothing where nothing is compared."""
        return compared_with_totals(self.then, self.matrix) if self.then else {}

    def head(self) -> list[str]:
        """What stands on top of every sheet, the title first."""
        head = head_of(self.question, self.matrix, self.words)
        if self.then:
            day = day_in_words(day_of(self.then))
            head.append(_("Compared with %(day)s") % {"day": day})
        return head

    def numbers(self, number_of: Callable[[Cell], int]) -> Numbers:
        """One number of every cell and total; totals have an empty value."""
        matrix = self.matrix
        return {
            **{pair: number_of(cell) for pair, cell in matrix.cells.items()},
            **{(line.value, ""): number_of(line.total) for line in matrix.rows},
            **{("", line.value): number_of(line.total) for line in matrix.cols},
            ("", ""): number_of(matrix.total),
        }

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
            *([_("Own: difference"), _("For the whole country: difference")] if self.then else []),
        ]

    def list_rows(self) -> Iterator[list[Value]]:
        """One row per cell, then the totals of the lines and of the whole."""
        where = None if is_past(self.matrix) else addresses_of(self.question)
        every = _("Total")
        for row in self.matrix.rows:
            for col in self.matrix.cols:
                cell = self.matrix.cell(row.value, col.value)
                told = self._row(row.label, col.label, cell, _address(where, row, col), True)
                yield [*told, *self._change(row.value, col.value)]
        for row in self.matrix.rows:
            told = self._row(row.label, every, row.total, _address(where, row, None))
            yield [*told, *self._change(row.value, "")]
        for col in self.matrix.cols:
            told = self._row(every, col.label, col.total, _address(where, None, col))
            yield [*told, *self._change("", col.value)]
        told = self._row(every, every, self.matrix.total, _address(where, None, None))
        yield [*told, *self._change("", "")]

    def _change(self, row: str, col: str) -> list[Value]:
        if self.then is None:
            return []
        found = self.changed.get((row, col))
        return [found.count, found.national] if found else [None, None]

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


def csv_file(request: HttpRequest, shown: Shown, words: Vocabulary) -> HttpResponse:
    """Every cell on a line of its own, with all that is known of it."""
    question, sheet = shown.asked.question, _Sheet.of(shown, words)
    out = StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, delimiter=DELIMITERS[question.query.language], lineterminator="\r\n")
    writer.writerows([_text(line)] for line in sheet.head())
    writer.writerow([])
    writer.writerow(sheet.list_heading())
    writer.writerows(sheet.list_rows())
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    return named(response, question, shown.matrix, "csv")


def xlsx_file(request: HttpRequest, shown: Shown, words: Vocabulary) -> HttpResponse:
    """A workbook: the map, the same for what is national, and every cell on a line.

    A map that is compared with another day has its differences on a sheet of their own.
    """
    sheet = _Sheet.of(shown, words)
    book = Workbook()
    book.remove(book.worksheets[0])
    own = sheet.numbers(lambda cell: cell.count)
    national = sheet.numbers(lambda cell: cell.national)
    _fill_map(book.create_sheet(), pgettext("coverage", "Own"), sheet, own)
    _fill_map(book.create_sheet(), _("For the whole country"), sheet, national)
    _fill_list(book.create_sheet(), sheet)
    if sheet.then:
        more = {pair: change.count for pair, change in sheet.changed.items()}
        _fill_map(book.create_sheet(), _("Difference"), sheet, more, SIGNED)
    data = BytesIO()
    book.save(data)
    response = HttpResponse(data.getvalue(), content_type=XLSX)
    return named(response, shown.asked.question, shown.matrix, "xlsx")


def named(
    response: HttpResponse, question: CoverageQuestion, matrix: Matrix, ending: str
) -> HttpResponse:
    """The same response as a download called after the map."""
    name = f"{slugify(title_of(question))}-{day_of(matrix).isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _fill_map(
    page: Worksheet, name: str, sheet: _Sheet, numbers: Numbers, number_format: str = ""
) -> None:
    """The map with these numbers; they are shaded unless they have a form of their own."""
    matrix = sheet.matrix
    page.title = name[:31]
    _fill_head(page, sheet, name)
    page.append(
        [axis_name(sheet.question.rows), *(_text(col.label) for col in matrix.cols), _("Total")]
    )
    top = page.max_row
    # The last column has the totals of the rows.
    cols = [*(col.value for col in matrix.cols), ""]
    for line in matrix.rows:
        page.append([_text(line.label), *(numbers.get((line.value, col)) for col in cols)])
        page.cell(page.max_row, 1).alignment = Alignment(indent=line.depth)
    page.append([_("Total"), *(numbers.get(("", col)) for col in cols)])
    for place in (top, page.max_row):
        for cell in page[place]:
            cell.font = Font(bold=True)
    for cell in page[top][1:]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.column_dimensions["A"].width = _LABEL_WIDTH
    for column in range(2, len(matrix.cols) + 3):
        page.column_dimensions[get_column_letter(column)].width = _NUMBER_WIDTH
    page.freeze_panes = f"B{top + 1}"
    if number_format:
        for line in page.iter_rows(min_row=top + 1, min_col=2):
            for cell in line:
                cell.number_format = number_format
    elif matrix.rows and matrix.cols:
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
    title, *others = sheet.head()
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
