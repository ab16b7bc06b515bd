"""The map for machines: ``format=json``. Its names are a contract (docs/monitor.md)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from monitor.coverage.addresses import Addresses, addresses_of
from monitor.coverage.asked import Shown
from monitor.coverage.comparison import Difference, compared_with_totals
from monitor.coverage.matrix import Cell, Line, Matrix
from monitor.coverage.words import day_of, filters_in_words, is_past, title_of
from search.labels import Vocabulary

Changed = Mapping[tuple[str, str], Difference]


def json_file(request: HttpRequest, shown: Shown, words: Vocabulary) -> HttpResponse:
    """Every number of the map, with what each was measured against."""
    return JsonResponse(as_json(request, shown, words))


def as_json(request: HttpRequest, shown: Shown, words: Vocabulary) -> dict[str, Any]:
    """What the JSON says. An ``url`` is None for a day of the past, which cannot be searched.

    A map that is compared with another day has a ``change`` wherever there are numbers.
    """
    question, matrix, then = shown.asked.question, shown.matrix, shown.then
    changed = compared_with_totals(then, matrix) if then else None
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
        "compared_with": day_of(then).isoformat() if then else None,
        "row_labels": [_line(line) | _change(changed, line.value, "") for line in matrix.rows],
        "col_labels": [_line(line) | _change(changed, "", line.value) for line in matrix.cols],
        "total": _numbers(matrix.total),
        **_change(changed, "", ""),
        "without_row": matrix.without_row,
        "without_col": matrix.without_col,
        "cells": [
            _cell(matrix, row.value, col.value, addresses, site)
            | _change(changed, row.value, col.value)
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


def _change(changed: Changed | None, row: str, col: str) -> dict[str, Any]:
    """How much more there is than on the other day, less than nothing for less; None for a line
    that there was not then. Nothing at all where nothing is compared."""
    if changed is None:
        return {}
    found = changed.get((row, col))
    return {"change": {"count": found.count, "national": found.national} if found else None}


def _numbers(cell: Cell) -> dict[str, int]:
    return {
        "count": cell.count,
        "national": cell.national,
        "planned": cell.planned,
        "total": cell.total,
    }
