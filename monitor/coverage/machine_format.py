"""The map for machines: ``format=json``. Its names are a contract (docs/monitor.md)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from monitor.coverage.addresses import Addresses, addresses_of
from monitor.coverage.matrix import Cell, Line, Matrix
from monitor.coverage.question import CoverageQuestion
from monitor.coverage.words import day_of, filters_in_words, is_past, title_of
from search.labels import Vocabulary


def json_file(
    request: HttpRequest, question: CoverageQuestion, matrix: Matrix, words: Vocabulary
) -> HttpResponse:
    """Every number of the map, with what each was measured against."""
    return JsonResponse(as_json(request, question, matrix, words))


def as_json(
    request: HttpRequest, question: CoverageQuestion, matrix: Matrix, words: Vocabulary
) -> dict[str, Any]:
    """What the JSON says. An ``url`` is None for a day of the past, which cannot be searched."""
    addresses = None if is_past(matrix) else addresses_of(question)
    site = request.build_absolute_uri("/").rstrip("/")
    return {
        "title": title_of(question),
        "date": day_of(matrix).isoformat(),
        "first_date": matrix.first_day.isoformat() if matrix.first_day else None,
        "filters": filters_in_words(question, words),
        "notices": [str(fault) for fault in matrix.faults],
        "rows": question.rows,
        "cols": question.cols,
        "levels": question.levels,
        "row_labels": [_line(line) for line in matrix.rows],
        "col_labels": [_line(line) for line in matrix.cols],
        "total": _numbers(matrix.total),
        "without_row": matrix.without_row,
        "without_col": matrix.without_col,
        "cells": [
            _cell(matrix, row.value, col.value, addresses, site)
            for row in matrix.rows
            for col in matrix.cols
        ],
    }


def _cell(
    matrix: Matrix, row: str, col: str, addresses: Addresses | None, site: str
) -> dict[str, Any]:
    cell = matrix.cell(row, col)
    return {
        "row": row,
        "col": col,
        **_numbers(cell),
        "state": str(cell.state),
        "expected": None if cell.expected is None else round(cell.expected, 2),
        "url": site + addresses.cell(row, col) if addresses else None,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "value": line.value,
        "label": line.label,
        "lang": line.lang,
        "depth": line.depth,
        "parent": line.parent or None,
        "total": _numbers(line.total),
    }


def _numbers(cell: Cell) -> dict[str, int]:
    return {
        "count": cell.count,
        "national": cell.national,
        "planned": cell.planned,
        "total": cell.total,
    }
