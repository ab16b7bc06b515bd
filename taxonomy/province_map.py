"""The tile map of the provinces: a small one is as easy to hit as a large one."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

#: Column and row on the map, by the last letters of the ISO code; roughly where the provinces lie.
POSITIONS: dict[str, tuple[int, int]] = {
    "FR": (2, 0),
    "GR": (3, 0),
    "NH": (1, 1),
    "FL": (2, 1),
    "DR": (3, 1),
    "ZH": (0, 2),
    "UT": (1, 2),
    "GE": (2, 2),
    "OV": (3, 2),
    "ZE": (0, 3),
    "NB": (1, 3),
    "LI": (2, 3),
}
SIZE = 112
GAP = 12
#: How far apart the strands lie that tie neighbouring tiles together.
STRAND_OFFSETS = (-24, -12, 0, 12, 24)
#: Shades of the map, "nothing here" included.
SHADES = 4


class Tile(NamedTuple):
    """One province on the map; x and y are its upper left corner."""

    x: int
    y: int
    code: str
    name: str
    name_lines: list[str]
    count: int | None  # type: ignore[assignment]
    url: str
    shade: int
    is_current: bool


class ProvinceMap(NamedTuple):
    """Everything the template draws. `ties` are the strands between neighbours, as path data."""

    width: int
    height: int
    size: int
    tiles: list[Tile]
    ties: str


def province_map(provinces: Iterable[Mapping[str, Any]], current: str = "") -> ProvinceMap:
    """Place provinces ({code, name, count, url}) on the map; a code that has no place is left out.

    Codes are "NL-FL" or "FL"; a count is None when it is not known. The order of the tiles, which
    is that of the Tab key, is from the north-west to the south-east, as one reads.
    """
    placed = sorted(
        (province for province in provinces if _short(province["code"]) in POSITIONS),
        key=lambda province: POSITIONS[_short(province["code"])][::-1],
    )
    counts = [province["count"] for province in placed if province["count"]]
    tiles = [_tile(province, counts, _short(current)) for province in placed]
    cells = [POSITIONS[_short(province["code"])] for province in placed]
    columns = max((column for column, _ in cells), default=0) + 1
    rows = max((row for _, row in cells), default=0) + 1
    return ProvinceMap(
        width=columns * (SIZE + GAP) - GAP,
        height=rows * (SIZE + GAP) - GAP,
        size=SIZE,
        tiles=tiles,
        ties=_ties(set(cells)),
    )


def _tile(province: Mapping[str, Any], counts: list[int], current: str) -> Tile:
    code = _short(province["code"])
    column, row = POSITIONS[code]
    # A second name, as in "Friesland (Fryslân)", is read aloud but does not fit on the tile.
    name = str(province["name"])
    return Tile(
        x=column * (SIZE + GAP),
        y=row * (SIZE + GAP),
        code=code,
        name=name,
        name_lines=_lines(name.split(" (")[0]),
        count=province["count"],
        url=province["url"],
        shade=_shade(province["count"], counts),
        is_current=code == current,
    )


def _short(code: str) -> str:
    return code[-2:]


def _lines(name: str) -> list[str]:
    """ "Noord-Brabant" as "Noord-" and "Brabant", "North Brabant" as two words."""
    if "-" in name:
        first, rest = name.split("-", 1)
        return [f"{first}-", rest]
    return name.split(" ", 1)


def _shade(count: int | None, counts: list[int]) -> int:
    """0 for nothing, else from 1 for the fewest to 3 for the most."""
    if not count:
        return 0
    # What is national counts everywhere, so only the differences above the lowest say something.
    lowest = min(counts)
    return 1 + (SHADES - 1) * (count - lowest) // (max(counts) - lowest + 1)


def _ties(cells: set[tuple[int, int]]) -> str:
    step = SIZE + GAP
    middle = SIZE // 2
    parts = []
    for column, row in sorted(cells):
        x, y = column * step, row * step
        if (column + 1, row) in cells:
            parts += [f"M{x + SIZE} {y + middle + offset}h{GAP}" for offset in STRAND_OFFSETS]
        if (column, row + 1) in cells:
            parts += [f"M{x + middle + offset} {y + SIZE}v{GAP}" for offset in STRAND_OFFSETS]
    return "".join(parts)
