"""The map as a picture of the country, when provinces are its rows or columns."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from monitor.coverage.heat_table import HeatTable, ShownCell, foreign
from monitor.coverage.matrix import Line, Matrix
from monitor.coverage.page_question import PageQuestion
from monitor.coverage.shades import Scale, scale_of
from taxonomy.province_map import Tile, province_map

PROVINCE = "province"


@dataclass(frozen=True)
class ShownTile:
    """A province on the picture, drawn as its cell in the table."""

    tile: Tile
    cell: ShownCell
    name: str
    #: Its language, where that is not the language of the page.
    lang: str


@dataclass(frozen=True)
class ProvincePicture:
    """The context of ``monitor/_coverage_provinces.html``."""

    tiles: tuple[ShownTile, ...]
    ties: str
    width: int
    height: int
    size: int
    #: What is drawn: the lines of the other axis to choose from, the whole first.
    options: tuple[dict[str, Any], ...]
    scale: Scale
    label: str
    label_lang: str


def province_picture(
    question: PageQuestion, matrix: Matrix, table: HeatTable
) -> ProvincePicture | None:
    """The picture; None when there are no provinces in the map."""
    if PROVINCE not in (question.rows, question.cols):
        return None
    is_turned = question.rows == PROVINCE
    provinces, others = (matrix.rows, matrix.cols) if is_turned else (matrix.cols, matrix.rows)
    drawn = next((line for line in others if line.value == question.term), None)
    term = drawn.value if drawn else ""
    cell_of = _cells(table, is_turned, term)
    cells = {line.value: cell_of(line.value) for line in provinces}
    # The whole has larger numbers than any cell.
    scale = table.scale if term else scale_of(cell.count for cell in cells.values())
    placed = province_map(
        {"code": line.value, "name": line.label, "count": None, "url": ""} for line in provinces
    )
    by_code = {line.value[-2:]: line for line in provinces}
    return ProvincePicture(
        tiles=tuple(
            _tile(tile, by_code[tile.code], cells[by_code[tile.code].value], scale)
            for tile in placed.tiles
        ),
        ties=placed.ties,
        width=placed.width,
        height=placed.height,
        size=placed.size,
        options=_options(others, term),
        scale=scale,
        label=drawn.label if drawn else _("Everything"),
        label_lang=foreign(drawn) if drawn else "",
    )


def _tile(tile: Tile, line: Line, cell: ShownCell, scale: Scale) -> ShownTile:
    shaded = replace(cell, shade=scale.shade(cell.count))
    return ShownTile(tile, shaded, line.label, foreign(line))


def _options(others: tuple[Line, ...], term: str) -> tuple[dict[str, Any], ...]:
    everything = {"value": "", "label": _("Everything"), "selected": not term}
    return (
        everything,
        *(
            {
                "value": line.value,
                "label": line.label,
                "lang": foreign(line),
                "selected": line.value == term,
            }
            for line in others
        ),
    )


def _cells(table: HeatTable, is_turned: bool, term: str) -> Callable[[str], ShownCell]:
    """Gives what stands in the table for a province."""
    rows = {row.heading.value: row for row in table.rows}
    places = {heading.value: place for place, heading in enumerate(table.cols)}
    if not term:
        if is_turned:
            return lambda province: rows[province].total
        return lambda province: table.totals[places[province]]
    if is_turned:
        return lambda province: rows[province].cells[places[term]]
    return lambda province: rows[term].cells[places[province]]
