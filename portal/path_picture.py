"""The development paths as a picture: strands that weave into a job in ICT.

Two drawings of the same story. Lying, for a wide screen: strands run from left to right and the
three ways in are plaited before they reach the job. Standing, for a phone: one strip of the
drawing beside each path. The numbers here are coordinates; the letters A to F are the paths.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

WIDTH, HEIGHT = 1200, 600

#: Pieces of strand of the lying picture, lowest first: path, data.
LYING: list[tuple[str, str]] = [
    ("F", "M24 545H1090"),
    ("A", "M24 105H440"),
    ("E", "M800 262H1130"),
    ("C", "M24 255H440C480 255 505 262 530 262C551 262 570 212 600 212H670"),
    ("D", "M24 405H440C500 405 495 312 530 312H600"),
    ("B", "M440 105C500 105 495 187 530 212L600 262C628 282 640 312 670 312H740"),
    ("B", "M740 312C770 312 770 276 800 276"),
    ("D", "M600 312C630 312 642 282 670 262C698 242 710 212 740 212C770 212 770 248 800 248"),
    ("C", "M670 212C700 212 710 262 740 262H800"),
]

#: Where the lying picture stops: x, y, and whether it is the job itself.
STOPS: list[tuple[int, int, bool]] = [
    (24, 105, False),
    (440, 105, False),
    (24, 255, False),
    (24, 405, False),
    (800, 262, True),
    (24, 545, False),
]

#: The standing picture: for each path the strips of strand beside it, in a box of 72 by 100.
STANDING: dict[str, list[tuple[str, str]]] = {
    "A": [("A", "M12 18V100"), ("F", "M60 18V100")],
    "B": [("F", "M60 0V100"), ("A", "M12 0V18"), ("B", "M12 18V100")],
    "C": [("F", "M60 0V100"), ("B", "M12 0V100"), ("C", "M28 18V100")],
    "D": [
        ("F", "M60 0V100"),
        ("C", "M28 0C28 25 12 25 12 50S28 75 28 100"),
        ("B", "M12 0C12 25 28 25 28 50V100"),
        ("D", "M44 18V50C44 75 28 75 28 100"),
    ],
    "E": [("F", "M60 0V100"), ("E", "M28 0V92")],
    "F": [("F", "M60 0V18")],
}

#: In which lane the stop of a path stands in the standing picture.
LANES = {"A": 1, "B": 1, "C": 2, "D": 3, "E": 2, "F": 4}


class Strand(NamedTuple):
    """A piece of strand: its path, the letter of its national line, its path data."""

    path: str
    line: str
    data: str


class Row(NamedTuple):
    """One path: what the caller said about it, and its strip of the standing picture."""

    path: Mapping[str, Any]
    strands: list[Strand]
    lane: int


class PathPicture(NamedTuple):
    """Both drawings; `rest` are paths the picture has no place for."""

    width: int
    height: int
    strands: list[Strand]
    stops: list[tuple[int, int, bool]]
    rows: list[Row]
    rest: list[Mapping[str, Any]]


def path_picture(paths: Iterable[Mapping[str, Any]]) -> PathPicture:
    """Draw paths ({code, title, url, line, count?, lang?}); one that is missing has no strand."""
    by_code = {path["code"]: path for path in paths}

    def strands(pieces: list[tuple[str, str]]) -> list[Strand]:
        return [
            Strand(code, str(by_code[code].get("line") or ""), data)
            for code, data in pieces
            if code in by_code
        ]

    return PathPicture(
        width=WIDTH,
        height=HEIGHT,
        strands=strands(LYING),
        stops=STOPS,
        rows=[
            Row(by_code[code], strands(STANDING[code]), LANES[code])
            for code in STANDING
            if code in by_code
        ],
        rest=[path for code, path in by_code.items() if code not in STANDING],
    )
