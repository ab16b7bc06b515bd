"""The map as one picture that stands by itself: where everything in it is drawn.

A file has no style sheet, so colours are values here; they are those of the site in the light.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from monitor.coverage.explained import StateEntry
from monitor.coverage.heat_table import Heading, HeatTable, ShownCell
from monitor.coverage.wrapping import wrapped
from publishing.spreadsheets import storable

#: From nothing to many, as the tokens ``--vw-color-map-0`` to ``-3``.
FILLS = ("#ffffff", "#dfe9e8", "#c3d9d9", "#a2c5c7")
MARGIN, LABEL_WIDTH, COLUMN, ROW = 24, 270, 92, 56
#: Characters that fit in a column heading and in a row heading, and the width of one across the head.
#: Few enough for the wider letters of a system that lacks the fonts of the picture.
COLUMN_CHARACTERS, LABEL_CHARACTERS, PER_CHARACTER = 11, 30, 7.2
HEADING_LINES, LABEL_LINES = 4, 3
LEAST_WIDTH = 900


@dataclass(frozen=True)
class Text:
    """Lines below each other; ``y`` is the foot of the first."""

    x: float
    y: float
    lines: tuple[str, ...]
    size: float = 13
    is_bold: bool = False
    anchor: str = "start"

    @property
    def leading(self) -> float:
        return round(self.size * 1.25, 1)


@dataclass(frozen=True)
class Box:
    """A cell: its place, its fill, and what marks it."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    state: str = ""
    cell: ShownCell | None = None


@dataclass(frozen=True)
class Picture:
    """The context of ``monitor/coverage_picture.svg``."""

    width: int
    height: int
    title: str
    description: str
    language: str
    texts: list[Text] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def picture_of(
    table: HeatTable, head: list[str], states: list[StateEntry], language: str
) -> Picture:
    """The picture of a table under its ``head``: the title, then lines that say what it shows."""
    head = [storable(line) for line in head]
    grid = LABEL_WIDTH + (len(table.cols) + 1) * COLUMN
    width = max(grid, LEAST_WIDTH) + 2 * MARGIN
    texts, boxes = _head(head, width)
    top = _below(texts) + 8
    top = _column_headings(texts, table, top)
    top = _rows(texts, boxes, table, top)
    bottom = _legend(texts, boxes, table, states, top + 28)
    return Picture(
        width, int(bottom + MARGIN), head[0], ". ".join(head[1:]), language, texts, boxes
    )


def _head(head: list[str], width: int) -> tuple[list[Text], list[Box]]:
    fits = int((width - 2 * MARGIN) / PER_CHARACTER)
    title = tuple(wrapped(head[0], int(fits * 0.58), 3))
    texts = [Text(MARGIN, MARGIN + 22, title, 23, is_bold=True)]
    for line in head[1:]:
        texts.append(Text(MARGIN, _below(texts) + 14, tuple(wrapped(line, fits, 4)), 14))
    return texts, []


def _below(texts: list[Text]) -> float:
    last = texts[-1]
    return last.y + (len(last.lines) - 1) * last.leading + 10


def _column_headings(texts: list[Text], table: HeatTable, top: float) -> float:
    labels = [_column_lines(heading) for heading in table.cols]
    labels.append((_("Total"),))
    deepest = max(len(lines) for lines in labels)
    bottom = top + deepest * 16.3 + 4
    for place, lines in enumerate(labels):
        x = MARGIN + LABEL_WIDTH + place * COLUMN + 8
        texts.append(Text(x, bottom - (len(lines) - 1) * 16.3 - 6, lines, 13, is_bold=True))
    return bottom


def _column_lines(heading: Heading) -> tuple[str, ...]:
    lines = wrapped(_named(heading), COLUMN_CHARACTERS, HEADING_LINES)
    return tuple(lines) or ("",)


def _named(heading: Heading) -> str:
    name = storable(heading.label)
    return f"{heading.letter.upper()}. {name}" if heading.letter and not heading.depth else name


def _rows(texts: list[Text], boxes: list[Box], table: HeatTable, top: float) -> float:
    for row in table.rows:
        heading = row.heading
        indent = 14 * heading.depth
        _label(texts, _named(heading), top, indent, is_bold=not heading.depth)
        for place, cell in enumerate(row.cells):
            boxes.append(_box(place, top, cell, FILLS[cell.shade]))
        boxes.append(_box(len(row.cells), top, row.total, "none"))
        top += ROW
    _label(texts, _("Total"), top, 0, is_bold=True)
    for place, cell in enumerate((*table.totals, table.total)):
        boxes.append(_box(place, top, cell, "none"))
    return top + ROW


def _label(texts: list[Text], label: str, top: float, indent: int, *, is_bold: bool) -> None:
    fits = LABEL_CHARACTERS - indent // 7
    lines = tuple(wrapped(label, fits, LABEL_LINES))
    first = top + ROW / 2 + 5 - (len(lines) - 1) * 8.8
    texts.append(Text(MARGIN + indent, first, lines, 14, is_bold))


def _box(place: int, top: float, cell: ShownCell, fill: str) -> Box:
    x = MARGIN + LABEL_WIDTH + place * COLUMN
    state = cell.state if cell.state_label else ""
    return Box(x, top, COLUMN, ROW, fill, state, cell)


def _legend(
    texts: list[Text], boxes: list[Box], table: HeatTable, states: list[StateEntry], top: float
) -> float:
    """Two lines of shades and signs, then a line for each mark."""
    x: float = MARGIN
    bands = [(FILLS[band.shade], _band(band.first, band.last)) for band in table.scale.bands]
    for fill, words in [(FILLS[0], "0"), *bands]:
        boxes.append(Box(x, top, 26, 20, fill))
        texts.append(Text(x + 34, top + 15, (words,), 13))
        x += 60 + len(words) * PER_CHARACTER
    signs = _("+2: on top of that, for the whole country. 1 planned: of these, not running yet.")
    texts.append(Text(MARGIN, top + 44, (signs,), 13))
    top += 58
    for state in states:
        boxes.append(Box(MARGIN, top, 26, 20, FILLS[0 if state.name == "empty" else 1], state.name))
        texts.append(Text(MARGIN + 34, top + 15, (f"{state.label}: {state.meaning}",), 13))
        top += 26
    return top


def _band(first: int, last: int | None) -> str:
    if last is None:
        return _("%(first)d or more") % {"first": first}
    return str(first) if first == last else f"{first}–{last}"
