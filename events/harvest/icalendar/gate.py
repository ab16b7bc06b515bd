"""Whether an answer is a calendar at all, and if not, what it is instead."""

import re
from dataclasses import dataclass

from events.harvest.icalendar.limits import MOST_BEGUN, MOST_BYTES, MOST_COMPONENTS, MOST_LINES
from harvest.records import Content
from publishing.sentences import gettext as _

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|meta)\b", re.IGNORECASE)
_SIGN_IN = re.compile(
    rb"type\s*=\s*[\"']?password|sign[\s-]?in|log[\s-]?in|inloggen|aanmelden|anmelden|connexion"
    rb"|login\.microsoftonline|accounts\.google\.com|adfs|saml",
    re.IGNORECASE,
)
#: Of a page this much is looked at.
_LOOKED_AT = 200_000


@dataclass(frozen=True)
class Fault:
    """``code`` is a word for programs; ``words`` a sentence for whoever keeps the feed."""

    code: str
    words: str


def too_large(content: Content) -> Fault | None:
    if len(content.body) > MOST_BYTES:
        return Fault(
            "too_large",
            _("The file is larger than %(most)s MB, so nothing of it was read.")
            % {"most": MOST_BYTES // 1024**2},
        )
    lines = max(content.body.count(end) for end in (b"\n", b"\r"))
    if lines > MOST_LINES or content.body.upper().count(b"BEGIN:") > MOST_BEGUN:
        return Fault("too_large", _("The file has too many lines, so nothing of it was read."))
    return None


def no_calendar(content: Content) -> Fault:
    """What the content is, when there is no BEGIN:VCALENDAR in it."""
    text = content.body[:_LOOKED_AT].replace(b"\0", b"").strip(b" \t\r\n\xef\xbb\xbf\xff\xfe")
    kind = content.content_type.lower()
    if not text:
        return Fault(
            "empty", _("The answer is empty: there is no calendar in it, not even an empty one.")
        )
    if _PAGE.search(text[:5_000]) or "html" in kind:
        if _SIGN_IN.search(text):
            return Fault(
                "sign_in_page",
                _(
                    "This is a page to sign in at, not a calendar. The calendar has to be public, "
                    "or needs its secret address."
                ),
            )
        return Fault("web_page", _("This is a web page, not a calendar."))
    if text[:1] in (b"{", b"[") or "json" in kind:
        return Fault("json", _("This is data in another form (JSON), not a calendar."))
    if text[:5].lower() == b"<?xml" or "xml" in kind:
        return Fault("xml", _("This is data in another form (XML), not a calendar."))
    return Fault(
        "no_calendar", _("This is not a calendar: it does not begin with BEGIN:VCALENDAR.")
    )


def too_many(counted: int) -> Fault | None:
    if counted <= MOST_COMPONENTS:
        return None
    return Fault(
        "too_many",
        _("The calendar holds %(count)s events; %(most)s is the most that is read.")
        % {"count": counted, "most": MOST_COMPONENTS},
    )
