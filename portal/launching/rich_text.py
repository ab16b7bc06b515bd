"""Rich text in one way of writing, so that two texts that read the same also compare the same."""

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

#: What the editor of a paragraph knows; anything else would be lost at the first edit.
ALLOWED_TAGS = {"p", "b", "i", "a", "ul", "ol", "li", "br"}
BLOCK_TAGS = {"p", "ul", "ol", "li"}

Attributes = dict[str, str]


class _Rewriter(HTMLParser):
    """Writes what it reads: sorted attributes, single spaces, nothing of the editor's own."""

    def __init__(self, link: Callable[[Attributes], Attributes | None]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unknown: list[str] = []
        self._link = link
        self._open_links: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_TAGS:
            self.unknown.append(tag)
        attributes: Attributes | None = {
            name: value or "" for name, value in attrs if name != "data-block-key"
        }
        if tag == "a":
            attributes = self._link(attributes or {})
            self._open_links.append(attributes is not None)
            if attributes is None:
                return
        if tag in BLOCK_TAGS:
            self._trim()
        pairs = "".join(
            f' {name}="{escape(value)}"' for name, value in sorted((attributes or {}).items())
        )
        self.parts.append(f"<{tag}{pairs}/>" if tag == "br" else f"<{tag}{pairs}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "br" or (tag == "a" and not (self._open_links and self._open_links.pop())):
            return
        if tag in BLOCK_TAGS:
            self._trim()
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if not text:
            text = " " if data and self.parts and not self._after_block() else ""
        else:
            before = " " if data[0].isspace() and not self._after_block() else ""
            text = before + text + (" " if data[-1].isspace() else "")
        if text:
            self.parts.append(escape(text, quote=False))

    def _after_block(self) -> bool:
        last = self.parts[-1] if self.parts else "<p>"
        return last.strip("</>").split()[0] in BLOCK_TAGS if last.startswith("<") else False

    def _trim(self) -> None:
        if self.parts and not self.parts[-1].startswith("<"):
            self.parts[-1] = self.parts[-1].rstrip()
            if not self.parts[-1]:
                self.parts.pop()


def normalised(
    html: str, link: Callable[[Attributes], Attributes | None] = lambda attributes: attributes
) -> str:
    """The text in its one way of writing.

    `link` gives the attributes a link is to have; None takes the link away and leaves its words.
    """
    rewriter = _Rewriter(link)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.parts)


def unknown_tags(html: str) -> list[str]:
    """Elements that a paragraph cannot hold."""
    rewriter = _Rewriter(lambda attributes: attributes)
    rewriter.feed(html)
    rewriter.close()
    return rewriter.unknown


def links_in(html: str) -> list[str]:
    """The targets of the links of a text."""
    found: list[str] = []

    def note(attributes: Attributes) -> Attributes:
        found.append(attributes.get("href", ""))
        return attributes

    normalised(html, note)
    return found
