"""A PNG of an SVG: as large as asked, with every letter, and never of something hostile."""

from io import BytesIO

import pytest
from PIL import Image

from monitor.documents.pictures import LARGEST, png_of
from monitor.documents.typesetting import DocumentError

EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50">{}</svg>'
TEXT = '<text x="5" y="35" font-size="30">{}</text>'


def drawn(inside: str, width: int = 400) -> Image.Image:
    return Image.open(BytesIO(png_of(EMPTY.format(inside), width=width))).convert("L")


def ink(inside: str) -> int:
    """How many pixels are dark."""
    return sum(drawn(inside).histogram()[:128])


def test_the_picture_is_as_wide_as_asked_and_keeps_its_shape() -> None:
    assert drawn("", 400).size == (400, 100)
    assert drawn("", 1000).size == (1000, 250)


def test_a_picture_stands_on_white_and_not_on_nothing() -> None:
    assert drawn("").getpixel((10, 10)) == 255


def test_text_is_drawn_with_its_accents_whatever_face_it_asks_for() -> None:
    assert ink(TEXT.format("Fryslan")) < ink(TEXT.format("Fryslân"))
    named = '<text x="5" y="35" font-size="30" font-family="system-ui, sans-serif">Fryslân</text>'
    assert ink(named) == ink(TEXT.format("Fryslân"))


def test_markup_of_the_typesetter_is_only_text() -> None:
    written = "&quot;#eval&quot; $x$ &lt;b&gt; \\ *"
    assert ink(TEXT.format(written)) > 0


def test_the_same_picture_gives_the_same_file() -> None:
    svg = EMPTY.format(TEXT.format("Zeeland"))
    assert png_of(svg, width=300) == png_of(svg, width=300)


@pytest.mark.parametrize(
    "svg",
    [
        "no picture",
        "<html/>",
        '<svg viewBox="0 0 10 10"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 10"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan inf"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1000"/>',
        EMPTY.format('<image href="/etc/hostname" width="9" height="9"/>'),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + EMPTY.format(TEXT.format("&a;")),
    ],
)
def test_what_is_no_safe_picture_is_refused_with_one_error(svg: str) -> None:
    with pytest.raises(DocumentError):
        png_of(svg, width=400)


@pytest.mark.parametrize("width", [0, -1, LARGEST + 1])
def test_a_width_that_makes_no_sense_is_refused(width: int) -> None:
    with pytest.raises(ValueError, match="wide"):
        png_of(EMPTY.format(""), width=width)
