"""Texts of a feed as plain text: no markup, no control characters, nothing that runs."""

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from events.harvest.icalendar.limits import LONGEST_TEXT

#: Marks that turn the direction of writing around, and others that nobody sees.
_UNSEEN = re.compile(
    "[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u061c\u00ad]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINE_ENDS = re.compile(r"\r\n|\r|[\u2028\u2029\x85\x0b\x0c]")
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|ul|ol|li|table|tr|td|th|tbody|thead|h[1-6]|html|body|head|"
    r"font|img|hr|pre|blockquote|style|script|meta|section|article|iframe|o:p)\b[^<>]*/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|apos|#\d{2,5}|#x[0-9a-f]{2,4}|[ae]uml|euro|hellip|[rl]squo|[nm]dash|[a-z]acute|[a-z]uml);",
    re.IGNORECASE,
)
_BLOCKS = {
    "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "pre", "blockquote", "section", "article", "header", "footer", "dt", "dd", "dl", "html", "body",
}  # fmt: skip
_PARAGRAPHS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "blockquote",
    "hr",
    "dl",
}
_DROPPED = {"script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg"}
_SAFE_LINK = re.compile(r"(?:https?:|mailto:|tel:)", re.IGNORECASE)


def clean(text: str) -> str:
    """Text without what nobody can see; line ends are line feeds."""
    text = _CONTROL.sub("", _LINE_ENDS.sub("\n", text))
    text = _UNSEEN.sub("", text).encode("utf-8", "ignore").decode("utf-8")
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """A title or a name."""
    text = clean(text[:LONGEST_TEXT])
    if _TAG.search(text) or _ENTITY.search(text):
        text = plain_of_html(text)
    return " ".join(text.split())


def looks_like_html(text: str) -> bool:
    return _TAG.search(text) is not None


def paragraphs(text: str) -> str:
    """Plain text with at most one empty line between paragraphs; markup in it is taken away."""
    text = clean(text[:LONGEST_TEXT])
    if looks_like_html(text):
        text = plain_of_html(text)
    elif _ENTITY.search(text):
        text = clean(unescape(text))
    return tidied(text)


def tidied(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def plain_of_html(source: str) -> str:
    """What a reader would see of a piece of HTML; the address of a link behind its text."""
    reader = _Reader()
    try:
        reader.feed(source)
        reader.close()
    except (ValueError, AssertionError):
        return clean(re.sub(r"<[^<>]*>", " ", source))
    return tidied(clean("".join(reader.pieces)))


def is_web_address(address: str) -> bool:
    """Whether something is an http(s) address that can be shown."""
    if len(address) > 1_000 or re.search(r"[\s<>\"\\\x00-\x20]", address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme.lower() in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        return False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._dropped = 0
        self._link = ""
        self._link_at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        elif tag in _BLOCKS:
            self.pieces.append("\n\n" if tag in _PARAGRAPHS else "\n")
            if tag == "li":
                self.pieces.append("- ")
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""
            self._link_at = len(self.pieces)
        elif tag in ("td", "th"):
            self.pieces.append(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag in _PARAGRAPHS:
            self.pieces.append("\n\n")
        elif tag in _BLOCKS and tag not in ("br", "li"):
            self.pieces.append("\n")
        elif tag == "a" and self._link:
            self._end_link()

    def _end_link(self) -> None:
        link, self._link = self._link.strip(), ""
        shown = "".join(self.pieces[self._link_at :]).strip()
        bare = link.removeprefix("mailto:").removeprefix("tel:")
        if _SAFE_LINK.match(link) and len(link) < 1_000 and bare not in shown:
            self.pieces.append(f" ({bare})")

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            # In HTML a line end is a space.
            self.pieces.append(re.sub(r"\s+", " ", data))
