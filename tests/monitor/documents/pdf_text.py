"""Reads the text out of a PDF that Typst made, and nothing of any other."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
#: A change of font, a string of the text, or the end of what belongs together.
_SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\)|<([0-9A-F]+)>|(EMC)", re.DOTALL)


def text_of(pdf: bytes) -> str:
    """The letters in the order in which they are drawn, a line for each tagged piece."""
    objects = dict(_OBJECT.findall(pdf))
    fonts = {
        name: _letters(objects, font)
        for body in objects.values()
        for name, font in re.findall(rb"/(f\d+) (\d+) 0 R", body)
    }
    drawn = [data for body in objects.values() if b" Tf" in (data := _data(body))]
    return "".join(_drawn(data, fonts) for data in drawn)


def _drawn(data: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    found, letters = [], dict[int, str]()
    for font, plain, digits, end in _SHOWN.findall(data):
        if font:
            letters = fonts.get(font, {})
        elif end:
            found.append("\n")
        else:
            codes = bytes.fromhex(digits.decode()) if digits else _ESCAPED.sub(_byte, plain)
            pairs = zip(codes[::2], codes[1::2], strict=False)
            found += [letters.get(high * 256 + low, "") for high, low in pairs]
    return "".join(found)


def _letters(objects: dict[bytes, bytes], font: bytes) -> dict[int, str]:
    """The letter behind each number in a font."""
    unicode = re.search(rb"/ToUnicode (\d+) 0 R", objects[font])
    table = _data(objects[unicode[1]]) if unicode else b""
    return {
        int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be")
        for code, letter in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", table)
    }


def _data(body: bytes) -> bytes:
    stream = _STREAM.search(body)
    if stream is None:
        return b""
    try:
        return zlib.decompress(stream[1])
    except zlib.error:
        return stream[1]


def _byte(escape: re.Match[bytes]) -> bytes:
    written = escape[1]
    return bytes([int(written, 8)]) if written.isdigit() else _ESCAPES.get(written, written)
