"""The few tags of a page that matter here, in one pass.

A page may be ten megabytes of anything. What is here takes time in proportion to its length,
whatever stands in it, and builds no tree: a tag ends at the next angle bracket, a script at its
end tag. No entity is looked up anywhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

from events.harvest.icalendar.texts import one_line

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)([^<>]*+)>|<!--")
_ATTRIBUTE = re.compile(
    r"""(?<![\w:-])([\w:-]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'<>]++))?""", re.ASCII
)
#: Of a longer tag nothing is read.
_LONGEST_TAG = 20_000
#: Only of these the attributes are looked at.
_READ = {"script", "link", "a", "base", "html"}
_HIDES = {"script": "</script", "style": "</style", "template": "</template"}
_EVENT_IN_MICRODATA = re.compile(
    r"""itemtype\s*+=\s*+["']?\s*+https?://schema\.org/\w*Event""", re.IGNORECASE
)
_CALENDAR = re.compile(r"\.ics(?:[?#]|$)|[?&](?:ical|format=ics|outlook-ical)\b", re.IGNORECASE)
_MOST_SCRIPTS = 2_000
#: Links to a calendar that are remembered.
_MOST_LINKS = 5


@dataclass(frozen=True)
class Script:
    """A script with data, and the line on which its text begins, counted from 1."""

    text: str
    line: int


@dataclass
class Page:
    """``calendars`` are addresses of calendar files that the page leads to, the likeliest first."""

    scripts: list[Script] = field(default_factory=list)
    calendars: list[str] = field(default_factory=list)
    canonical: str = ""
    title: str = ""
    has_microdata: bool = False


def scan(text: str, address: str = "") -> Page:
    """Reads a page; ``address`` is where it came from, for what is relative to it."""
    page, linked = Page(), []
    line, counted = 1, 0
    for tag, attributes, place in _tags(text):
        if tag == "base" and (base := attributes.get("href")):
            address = joined(address, base)
        elif tag == "script" and "ld+json" in attributes.get("type", "").lower():
            begin, end = place
            line += text.count("\n", counted, begin)
            counted = begin
            if len(page.scripts) < _MOST_SCRIPTS:
                page.scripts.append(Script(text[begin:end], line))
        elif tag == "link":
            rel = attributes.get("rel", "").lower().split()
            if "alternate" in rel and "calendar" in attributes.get("type", "").lower():
                page.calendars.append(joined(address, attributes.get("href", "")))
            elif "canonical" in rel:
                page.canonical = page.canonical or joined(address, attributes.get("href", ""))
        elif tag == "a" and _leads_to_calendar(attributes.get("href", "")):
            linked.append(joined(address, attributes["href"]))
    found = dict.fromkeys(link for link in [*page.calendars, *linked] if link)
    page.calendars = list(found)[:_MOST_LINKS]
    page.title = _title(text)
    page.has_microdata = _EVENT_IN_MICRODATA.search(text) is not None
    return page


def joined(address: str, link: str) -> str:
    """A link as a whole address; empty for what is none."""
    if not link.strip():
        return ""
    try:
        whole = urljoin(address, link.strip())
        return whole if urlsplit(whole).scheme in ("http", "https", "webcal") else ""
    except ValueError:
        return ""


def _leads_to_calendar(link: str) -> bool:
    return link.lower().startswith("webcal:") or _CALENDAR.search(link[:2_000]) is not None


def _title(text: str) -> str:
    begin = text[:200_000].lower().find("<title")
    begin = text.find(">", begin) + 1 if begin >= 0 else 0
    end = text.find("<", begin) if begin else -1
    return one_line(unescape(text[begin:end][:300])) if end > 0 else ""


def _tags(text: str) -> Iterator[tuple[str, dict[str, str], tuple[int, int]]]:
    """Tag, attributes, and where its text stands in the page, if it is a script."""
    at = 0
    lowered = text.lower()
    while (found := _TAG.search(text, at)) is not None:
        at = found.end()
        if found.group() == "<!--":
            end = text.find("-->", at)
            if end < 0:
                return
            at = end + 3
            continue
        closes, tag = found.group(1), found.group(2).lower()
        if closes:
            continue
        attributes = _attributes(found.group(3)) if tag in _READ else {}
        place = (at, at)
        if tag in _HIDES:
            end = lowered.find(_HIDES[tag], at)
            if end < 0:
                # Cut off: the rest of the page is its text.
                yield tag, attributes, (at, len(text))
                return
            place, at = (at, end), end
        yield tag, attributes, place


def _attributes(text: str) -> dict[str, str]:
    if len(text) > _LONGEST_TAG:
        return {}
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(text):
        bare = value[1:-1] if value[:1] in ("'", '"') else value
        found.setdefault(name.lower(), unescape(bare))
    return found
