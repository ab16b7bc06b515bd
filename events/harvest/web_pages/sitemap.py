"""Sitemaps: which pages a site has, read without entities and without looking anything up."""

import re
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from publishing.sentences import gettext as _

#: A sitemap may not have more.
_MOST_ENTRIES = 50_000
#: With other languages of each page, and nothing deeper than that.
_MOST_ELEMENTS = 500_000
#: One tag that is longer was made to use us up.
_LONG_TAG = re.compile(rb"<[^<>]{20000}")
#: Words in an address by which one tells that a page is about an event.
_ABOUT_EVENTS = re.compile(
    r"event|agenda|activiteit|bijeenkomst|calendar|kalender|cursus|training|workshop|opleiding"
    r"|evenement|programma|webinar|congres",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Entry:
    """The address of a page or of another sitemap, and when it changed, as far as it says."""

    address: str
    changed: str = ""


@dataclass(frozen=True)
class Sitemap:
    """``fault`` is a sentence when it cannot be read to its end."""

    entries: tuple[Entry, ...]
    is_index: bool = False
    fault: str = ""


def read_sitemap(body: bytes) -> Sitemap:
    """Reads what can be read; a document type or an entity ends it."""
    entries: list[Entry] = []
    is_index, address, changed = False, "", ""
    if body.count(b"<") > 2 * _MOST_ELEMENTS or _LONG_TAG.search(body):
        return Sitemap((), fault=_("The sitemap is too large, so nothing of it was read."))
    try:
        for _event, element in iterparse(BytesIO(body), events=("end",), forbid_dtd=True):
            name = str(element.tag).rpartition("}")[2].lower()
            text = (element.text or "").strip()
            if name == "loc" and not address:
                address = text
            elif name == "lastmod":
                changed = text[:30]
            elif name in ("url", "sitemap"):
                is_index = is_index or name == "sitemap"
                if address:
                    entries.append(Entry(address, changed))
                address = changed = ""
                element.clear()
            if len(entries) >= _MOST_ENTRIES:
                break
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return Sitemap(tuple(entries), is_index, _("The sitemap cannot be read to its end."))
    return Sitemap(tuple(entries), is_index)


def chosen(entries: tuple[Entry, ...], site: str, most: int) -> tuple[list[str], int]:
    """The addresses that are worth asking for, and how many were left out for lack of room.

    Only pages of the same site; where some have a word such as "agenda" in their address only those, the
    last changed first.
    """
    own = [entry for entry in entries if host_of(entry.address) == site]
    about = [entry for entry in own if _ABOUT_EVENTS.search(urlsplit(entry.address).path)]
    wanted = sorted(about or own, key=lambda entry: entry.changed, reverse=True)
    addresses = list(dict.fromkeys(entry.address for entry in wanted))
    return addresses[:most], max(0, len(addresses) - most)


def host_of(address: str) -> str:
    """The host of an address without "www."; empty when it is none of the web."""
    try:
        parts = urlsplit(address.strip())
        if parts.scheme.lower() not in ("http", "https"):
            return ""
        return (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
