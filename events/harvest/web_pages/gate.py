"""Whether an answer is a page that can be read, and if not, what it is and what to do."""

import re

from events.harvest.icalendar.gate import Fault, no_calendar
from events.harvest.web_pages.scanning import Page
from harvest.records import Content
from publishing.sentences import gettext as _

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|title)\b", re.IGNORECASE)
_MAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_CALENDAR = re.compile(rb"\s*BEGIN:VCALENDAR", re.IGNORECASE)
_LOOKED_AT = 20_000


def looks_like_web_page(content: Content) -> bool:
    """Whether this is for the reader of web pages: a page, a sitemap, or bare JSON-LD."""
    return bool(is_sitemap(content) or is_data(content) or is_page(content))


def is_page(content: Content) -> bool:
    start = _start(content)
    if _CALENDAR.match(start):
        return False
    return "html" in content.content_type.lower() or _MARKUP.search(start) is not None


def is_sitemap(content: Content) -> bool:
    start = _start(content)
    return start[:1] == b"<" and _MAP.search(start) is not None and not _MARKUP.search(start)


def is_data(content: Content) -> bool:
    """JSON-LD that stands by itself."""
    return _start(content)[:1] in (b"{", b"[")


def nothing_to_read(content: Content) -> Fault:
    """What is wrong with content that is no page at all."""
    if _CALENDAR.match(_start(content)):
        return Fault(
            "calendar",
            _("This is a calendar file and not a web page: choose “calendar (iCalendar)” as kind."),
        )
    fault = no_calendar(content)
    if fault.code in ("empty", "sign_in_page"):
        return fault
    return Fault("no_page", _("This is neither a web page nor a sitemap."))


def no_events(content: Content, page: Page) -> Fault:
    """Why a page gives no events, with what the keeper of the calendar can do."""
    if page.calendars:
        return Fault(
            "calendar_link",
            _(
                "We found no events in this page, but it leads to a calendar: %(address)s. "
                "Give that address instead, as a calendar (iCalendar)."
            )
            % {"address": page.calendars[0]},
        )
    if (fault := no_calendar(content)).code == "sign_in_page":
        return Fault(
            fault.code,
            _("This is a page to sign in at. We can only read a page that everybody may see."),
        )
    if page.has_microdata:
        return Fault(
            "microdata",
            _(
                "The events in this page are marked as microdata, which we do not read. Ask whoever "
                "makes the site for schema.org/Event as JSON-LD, or for a calendar file (.ics)."
            ),
        )
    return Fault(
        "no_events",
        _(
            "There are no events in this page that we can read. Ask whoever makes the site for "
            "schema.org/Event as JSON-LD, or give the address of a calendar file (.ics)."
        ),
    )


def _start(content: Content) -> bytes:
    body = content.body[:_LOOKED_AT].replace(b"\0", b"")
    return body.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe")
