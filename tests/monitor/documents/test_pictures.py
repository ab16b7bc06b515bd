"""A PNG of an SVG: as large as asked, with every letter, and never of something hostile."""

import threading
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from monitor.documents import finished_pictures
from monitor.documents.finished_pictures import KEPT, PicturesBusyError, finished_png
from monitor.documents.pictures import LARGEST, MOST_PIXELS, finest_width, png_of
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


def test_more_pixels_than_memory_should_hold_are_refused() -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>'
    with pytest.raises(DocumentError):
        png_of(square, width=3000)


@pytest.mark.parametrize(("across", "down"), [(10, 10), (948, 1500), (3000, 100), (100, 3000)])
def test_as_fine_as_the_size_allows_is_never_too_fine(across: int, down: int) -> None:
    width = finest_width(across, down, most=2 * across)
    height = width * down / across
    assert 1 <= width <= 2 * across
    assert height <= LARGEST
    assert width * height <= MOST_PIXELS


class TestFinishedPictures:
    """Anybody may ask for pictures, so one is drawn at a time and what is there is given again."""

    @pytest.fixture(autouse=True)
    def drawn(self, monkeypatch: Any) -> Iterator[list[str]]:
        made: list[str] = []

        def draw(svg: str, *, width: int) -> bytes:
            made.append(svg)
            return f"{svg} {width}".encode()

        finished_pictures.forget_all()
        monkeypatch.setattr(finished_pictures, "png_of", draw)
        monkeypatch.setattr(finished_pictures, "WAIT_SECONDS", 0.01)
        yield made
        finished_pictures.forget_all()

    def test_the_same_is_drawn_once(self, drawn: list[str]) -> None:
        assert finished_png("a", width=3) == finished_png("a", width=3) == b"a 3"
        assert finished_png("a", width=4) == b"a 4"
        assert drawn == ["a", "a"]

    def test_the_one_that_was_used_longest_ago_goes(self, drawn: list[str]) -> None:
        for number in range(KEPT):
            finished_png(str(number), width=1)
        finished_png("0", width=1)
        finished_png("new", width=1)
        drawn.clear()
        finished_png("0", width=1)
        finished_png("1", width=1)
        assert drawn == ["1"]

    def test_who_waits_too_long_is_told_and_what_is_there_needs_no_turn(
        self, drawn: list[str], monkeypatch: Any
    ) -> None:
        finished_png("there", width=1)
        taken = threading.BoundedSemaphore(1)
        taken.acquire()
        monkeypatch.setattr(finished_pictures, "_turn", taken)
        assert finished_png("there", width=1) == b"there 1"
        with pytest.raises(PicturesBusyError):
            finished_png("another", width=1)
        taken.release()
        assert finished_png("another", width=1) == b"another 1"

    def test_what_cannot_be_drawn_gives_its_turn_back(self, monkeypatch: Any) -> None:
        def fails(_svg: str, *, width: int) -> bytes:
            raise DocumentError

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(finished_pictures, "png_of", fails)
            for _time in range(2):
                with pytest.raises(DocumentError):
                    finished_png("bad", width=1)
        assert finished_png("good", width=1) == b"good 1"
