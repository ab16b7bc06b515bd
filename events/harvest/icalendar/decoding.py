"""From bytes to the lines of a calendar, each with its number in a text editor."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

#: What programs say when they mean "I never thought about it": UTF-8 is tried before these.
_UNDECIDED = {"", "utf-8", "ascii", "iso8859-1", "cp1252", "iso8859-15"}
_MARK = codecs.BOM_UTF8
#: The same, by a program that took it for three letters.
_MARK_TWICE = _MARK.decode("latin-1").encode("utf-8")
#: As a text editor has it. A line that a calendar program wrote ends with the second and third.
_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Line:
    """One unfolded line; ``number`` is where it begins, counted from 1."""

    number: int
    text: str


def decoded_lines(body: bytes, charset: str = "") -> Iterator[Line]:
    """The unfolded lines of ``body`` that are not empty.

    A byte order mark decides, else zeros where UTF-16 has them, else ``charset`` when it is
    something unusual, else UTF-8. A line that is no UTF-8 is Windows-1252: some programs mix the
    two in one file. Unfolded before it is decoded, because some fold in the middle of a
    character. Only line ends divide lines, not the other separators of Unicode.
    """
    data, fallback = _as_utf8(body, charset)
    number, first = 0, 0
    pieces: list[bytes] = []
    for raw in _LINE_END.split(data):
        number += 1
        if raw[:1] in (b" ", b"\t") and pieces:
            pieces.append(raw[1:])
            continue
        if not raw.strip():
            continue
        if pieces:
            yield Line(first, _text(b"".join(pieces), fallback))
        first, pieces = number, [raw]
    if pieces:
        yield Line(first, _text(b"".join(pieces), fallback))


def _as_utf8(body: bytes, charset: str) -> tuple[bytes, str]:
    """The body in UTF-8 as far as it can be known, and what a line is that is not."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            rest = body[len(mark) :]
            return (rest if name == "utf-8" else _transcoded(rest, name)), "cp1252"
    start = body[:64]
    if start[1::2].count(0) > len(start) // 4:
        return _transcoded(body, "utf-16-le"), "cp1252"
    if start[::2].count(0) > len(start) // 4:
        return _transcoded(body, "utf-16-be"), "cp1252"
    name = _known(charset)
    if name not in _UNDECIDED:
        return _transcoded(body, name), "cp1252"
    return body, name if name == "iso8859-15" else "cp1252"


def _known(charset: str) -> str:
    """The usual name of a character set; empty for one that nobody knows."""
    try:
        info = codecs.lookup(charset.strip().strip("\"'"))
    except (LookupError, ValueError):
        return ""
    # Some codecs of Python are no character sets, such as "zip".
    return info.name if info._is_text_encoding else ""


def _transcoded(body: bytes, name: str) -> bytes:
    try:
        return body.decode(name, "replace").encode("utf-8", "replace")
    except (LookupError, ValueError):
        return body


def _text(raw: bytes, fallback: str) -> str:
    # Files that were put one behind the other have marks in the middle.
    raw = raw.replace(b"\0", b"").removeprefix(_MARK).removeprefix(_MARK_TWICE)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return raw.decode(fallback)
        except UnicodeDecodeError:
            return raw.decode("latin-1")
