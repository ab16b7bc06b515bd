"""A text with paragraphs and lists as somebody types it, to and from the blocks of an item.

A body that holds more than that (a heading, an image, a link) has no plain form: whoever would
save it from a plain field would take away what a curator made.
"""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import groupby
from typing import Any

_BULLET = re.compile(r"\s*[-*•]\s+(?P<text>.+)")
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s+(?P<text>.+)")
_BLOCK_KEY = re.compile(r'\s+data-block-key="[^"]*"')
_BETWEEN_TAGS = re.compile(r">\s+<")
#: Characters that no text field of a database takes, and that nobody types.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def as_html(text: str) -> str:
    """Paragraphs and lists of a typed text as rich text; everything in it is only text."""
    return "".join(_parts(_CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))))


def as_blocks(text: str) -> list[tuple[str, Any]]:
    """The value of a StreamField for a typed text; empty for no text."""
    from wagtail.rich_text import RichText

    rich = as_html(text)
    return [("paragraph", RichText(rich))] if rich else []


def as_plain(body: Any) -> str | None:
    """What one would have typed for the value of a StreamField; None when it holds more than that."""
    if any(block.block_type != "paragraph" for block in body or ()):
        return None
    source = "".join(_normalised(str(block.value.source)) for block in body or ())
    text = _typed(source)
    return text if as_html(text) == source else None


def as_kept(text: str) -> str:
    """A typed text as `as_plain` gives it back once it is kept: without what has no meaning."""
    return _typed(as_html(text))


def _typed(rich: str) -> str:
    reader = _Reader()
    reader.feed(rich)
    reader.close()
    return "\n\n".join(reader.parts)


def _normalised(source: str) -> str:
    return _BETWEEN_TAGS.sub("><", _BLOCK_KEY.sub("", source)).strip().replace("<br>", "<br/>")


def _parts(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for kind, lines in groupby(paragraph.split("\n"), key=_kind_of_line):
            written = [_escaped(_without_mark(line)) for line in lines if line.strip()]
            if not written:
                continue
            if kind == "p":
                yield f"<p>{'<br/>'.join(written)}</p>"
            else:
                yield f"<{kind}>{''.join(f'<li>{line}</li>' for line in written)}</{kind}>"


def _kind_of_line(line: str) -> str:
    if _BULLET.fullmatch(line):
        return "ul"
    return "ol" if _NUMBER.fullmatch(line) else "p"


def _without_mark(line: str) -> str:
    found = _BULLET.fullmatch(line) or _NUMBER.fullmatch(line)
    return (found["text"] if found else line).strip()


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


class _Reader(HTMLParser):
    """Writes rich text down as a typed text; what it cannot, it loses, and the comparison tells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._list = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag in ("ul", "ol"):
            self._list = tag
            self.parts.append("")
        elif tag == "li":
            count = self.parts[-1].count("\n") + 1 if self.parts and self.parts[-1] else 0
            before = "\n" if count else ""
            mark = "- " if self._list == "ul" else f"{count + 1}. "
            self._add(f"{before}{mark}")
        elif tag == "p":
            self.parts.append("")
        elif tag == "br":
            self._add("\n")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        if not self.parts:
            self.parts.append("")
        self.parts[-1] += text
