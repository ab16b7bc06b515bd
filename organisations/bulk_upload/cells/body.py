"""Cells that hold the running text of an item, as plain paragraphs."""

import re
from html import escape, unescape
from typing import Any

from django.utils.translation import gettext as _

from organisations.bulk_upload.cells.kind import CellError
from organisations.bulk_upload.cells.text import Lines

_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>")
_MARK_UP = re.compile(r"<[^>]+>")


class Body(Lines):
    """Text with empty lines between its paragraphs.

    A cell cannot hold headings, lists, links or pictures. A text that has some can be uploaded
    again as it was downloaded; it is refused when it differs, so that nobody loses them unseen.
    """

    def get(self, item: Any, field: str) -> str:
        return plain_text(getattr(item, field))

    def set(self, item: Any, field: str, value: str) -> None:
        stream = getattr(item, field)
        if plain_text(stream) == value:
            return
        if not _is_plain(stream):
            raise CellError(
                _("This text has headings, lists or links. Change it on the page of the item.")
            )
        setattr(item, field, [("paragraph", rich_text(value))] if value else [])


def rich_text(text: str) -> Any:
    """Plain text as a block of an item's text: an empty line begins a paragraph."""
    from wagtail.rich_text import RichText

    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    lines = ["<br/>".join(escape(part, quote=False).split("\n")) for part in paragraphs]
    return RichText("".join(f"<p>{line}</p>" for line in lines))


def plain_text(stream: Any) -> str:
    """The words of a text, without what gives them their looks."""
    parts: list[str] = []
    for block in stream:
        source = getattr(block.value, "source", None)
        if source is None:
            parts.append(_words_of(block.block.get_searchable_content(block.value)))
            continue
        found = _PARAGRAPH.findall(source) or [source]
        parts += [_without_mark_up(part) for part in found]
    return "\n\n".join(part for part in parts if part)


def _words_of(texts: list[str]) -> str:
    return "\n".join(text.strip() for text in texts if text.strip())


def _without_mark_up(html: str) -> str:
    text = unescape(_MARK_UP.sub("", _BREAK.sub("\n", html))).replace("\u00a0", " ")
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))


def _is_plain(stream: Any) -> bool:
    return all(
        block.block_type == "paragraph"
        and not _MARK_UP.search(_BREAK.sub("", _PARAGRAPH.sub(r"\1", block.value.source)))
        for block in stream
    )
