"""Makes a PNG of an SVG picture, for slides and letters that take no SVG."""

from xml.etree.ElementTree import Element, ParseError, tostring

import typst
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from monitor.documents.typesetting import FAMILY, DocumentError, fonts

MOST_CHARACTERS = 2_000_000
#: In pixels, each way, and together: in memory a picture has four bytes for each of them.
LARGEST, MOST_PIXELS = 4000, 6_000_000
SVG = "http://www.w3.org/2000/svg"

#: A point of the page is a pixel at this resolution.
_PPI = 72
_PAGE = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "{FAMILY}")
#image(bytes(sys.inputs.svg), format: "svg", width: int(sys.inputs.width) * 1pt)
""".encode()


def png_of(svg: str, *, width: int) -> bytes:
    """The picture on white, ``width`` pixels wide and as high as its ``viewBox`` makes it.

    It must stand by itself: with a ``viewBox``, its colours as values and not as variables of a
    style sheet, and no linked pictures or files. Text is set in our own face unless it asks for
    one that we have. Letters are in it, but hardly any signs: draw arrows and marks as shapes.

    Raises:
        DocumentError: when it is not well-formed, links to something, or would be too large.
        ValueError: when ``width`` is not between 1 and ``LARGEST``.
    """
    if not 1 <= width <= LARGEST:
        raise ValueError(f"a picture cannot be {width} pixels wide")
    root = _read(svg)
    across, down = _size(root)
    height = width * down / across
    if height > LARGEST or width * height > MOST_PIXELS:
        raise DocumentError("the picture would be too large")
    root.attrib.setdefault("font-family", f"{FAMILY}, sans-serif")
    try:
        return typst.compile(
            _PAGE,
            format="png",
            ppi=_PPI,
            font_paths=fonts(),
            sys_inputs={"svg": tostring(root, encoding="unicode"), "width": str(width)},
        )
    except RuntimeError as error:
        raise DocumentError(f"the picture cannot be drawn: {error}") from error


def finest_width(across: float, down: float, *, most: int) -> int:
    """The largest width up to ``most`` of a picture of this shape; at least 1."""
    by_area = (MOST_PIXELS * across / down) ** 0.5
    return max(1, int(min(most, LARGEST, LARGEST * across / down, by_area)))


def _read(svg: str) -> Element:
    if len(svg) > MOST_CHARACTERS:
        raise DocumentError(f"{len(svg)} characters are too many for a picture")
    try:
        root: Element = fromstring(svg)
    except (ParseError, DefusedXmlException) as error:
        raise DocumentError(f"the picture is not well-formed: {error}") from error
    if root.tag != f"{{{SVG}}}svg":
        raise DocumentError("this is not an SVG picture")
    if root.find(f".//{{{SVG}}}image") is not None:
        raise DocumentError("the picture has another picture in it")
    return root


def _size(root: Element) -> tuple[float, float]:
    try:
        _left, _top, across, down = (
            float(number) for number in root.get("viewBox", "").replace(",", " ").split()
        )
    except ValueError as error:
        raise DocumentError("the picture has no viewBox that says its size") from error
    # Written so that "not a number" and "infinite" are refused as well.
    if not (0 < across < float("inf") and 0 < down < float("inf")):
        raise DocumentError("the picture has no size")
    return across, down
