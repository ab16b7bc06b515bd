"""Addresses to join a meeting with, and the boilerplate around them, which is nobody's business."""

import re
from urllib.parse import urlsplit

from events.harvest.icalendar.components import Component
from events.harvest.icalendar.texts import is_web_address

_LINK = re.compile(r"https?://[^\s<>\"'\\)\]}|]{4,900}", re.IGNORECASE)
#: The ends of the names of hosts where meetings are, and how the way to one begins, if that matters.
_HOSTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("teams.microsoft.com", ("/l/meetup-join", "/meet/", "/l/meeting", "/dl/")),
    ("teams.live.com", ("/meet/",)),
    ("zoom.us", ("/j/", "/w/", "/my/", "/s/", "/webinar/", "/meeting/")),
    ("zoom.com", ("/j/", "/w/", "/my/", "/webinar/")),
    ("zoomgov.com", ("/j/",)),
    ("meet.google.com", ("/",)),
    ("hangouts.google.com", ("/",)),
    ("webex.com", ("/meet/", "/join/", "/wbxmjs/", "/webappng/", "/j.php", "/m/", "/weblink/")),
    ("gotomeet.me", ("/",)),
    ("gotomeeting.com", ("/join/",)),
    ("gotowebinar.com", ("/register/", "/join/", "/rt/")),
    ("meet.jit.si", ("/",)),
    ("whereby.com", ("/",)),
    ("8x8.vc", ("/",)),
    ("bluejeans.com", ("/",)),
    ("join.skype.com", ("/",)),
    ("meet.lync.com", ("/",)),
    ("lync.com", ("/",)),
    ("livestorm.co", ("/p/",)),
    ("streamyard.com", ("/",)),
    ("crowdcast.io", ("/e/", "/c/")),
)
#: Where programs that people run themselves have meetings.
_OWN_HOSTS = re.compile(r"^(?:bbb|bigbluebutton|jitsi|meet|meeting|webinar)\.", re.IGNORECASE)
_OWN_PATHS = re.compile(r"/(?:b/|bigbluebutton/|call/[a-z0-9]+|rooms?/)", re.IGNORECASE)
#: A line of signs only, and those that are drawn with; apart, so that no line takes long to look at.
_SIGNS_ONLY = re.compile(r"[\W_]+")
_DRAWN = re.compile(r"[_\-=*~─━.]{8}")
_OF_GOOGLE = re.compile(r"-::~.*~::-")
#: What the block around a link begins with, by itself or behind a rule.
_BOILERPLATE = re.compile(
    r"microsoft teams|teams-vergadering|teams meeting|teams-besprechung|réunion (?:microsoft )?teams"
    r"|join (?:the|your|zoom|on your|with|by)|deelnemen (?:aan|via|met)|neem deel aan"
    r"|klik hier om deel te nemen|zoom meeting|zoom-meeting|zoom-vergadering|inviting you to a scheduled"
    r"|is inviting you|nodigt u uit voor een geplande|google meet|webex|an der besprechung teilnehmen"
    r"|rejoindre la réunion|unirse a la reunión|join zoom",
    re.IGNORECASE,
)
#: Lines that are about getting into a meeting whatever stands around them.
_SECRET = re.compile(
    r"^\W*(?:pass\s?-?code|toegangscode|kenncode|meeting id|vergaderings-?id|vergader-?id|meeting-id"
    r"|besprechungs-id|webinar id|id de la réunion|conference id|conferentie-?id"
    r"|phone conference id|telefoonconferentie|host key|attendee id|tenant key"
    r"|meeting number(?: \(access code\))?|vergaderingsnummer|one tap mobile|dial by your location"
    r"|find (?:your|a) local number|een lokaal nummer zoeken|reset (?:dial-in )?pin|pincode opnieuw"
    r"|join by (?:sip|h\.323|phone|skype)|video conferencing device)\b",
    re.IGNORECASE,
)
#: Lines that are so beside a link into a meeting; anywhere else they may mean something.
_LIKELY_SECRET = re.compile(
    r"^\W*(?:password|wachtwoord|kennwort|mot de passe|code secret|access code|pin(?:code)?"
    r"|lokaal nummer|more phone numbers|meer telefoonnummers|learn more|meer informatie \|"
    r"|meeting options|opties voor vergadering|hulp nodig\?|need help\?|for organizers"
    r"|voor organisatoren)(?!\w)",
    re.IGNORECASE,
)
_INVITING = re.compile(
    r"^(?:.{1,60} (?:is inviting you to a scheduled|nodigt u uit voor een geplande) zoom.{0,40}"
    r"|(?:join|deelnemen aan|neem deel aan|klik hier om deel te nemen|nu deelnemen).{0,60}"
    r"|microsoft teams(?:[ -]\w+)?|google meet)[.:]?$",
    re.IGNORECASE,
)
_PHONE_LINE = re.compile(r"^[\W\d]*\+?\d[\d\s(),#*\-]{7,}(?:[#*]|\s+[A-Z][\w ,.()/-]{2,60})?$")
_LONGEST_PHONE_LINE = 150
_CODE_IN_LINK = re.compile(r"[?&](?:pwd|password|passcode|tk)=", re.IGNORECASE)


def online_address(component: Component, description: str) -> str:
    """An address to take part with, wherever a program put it; empty when there is none."""
    for name in (
        "X-MICROSOFT-SKYPETEAMSMEETINGURL",
        "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
        "X-GOOGLE-CONFERENCE",
    ):
        if is_web_address(address := component.text(name)):
            return address
    for conference in component.all("CONFERENCE"):
        features = conference.parameters.get("FEATURE", "").upper()
        address = conference.value.strip()
        if is_web_address(address) and (
            not features or {"VIDEO", "AUDIO", "CHAT"} & set(features.split(","))
        ):
            return address
    for text in (component.text("LOCATION"), component.text("URL"), description):
        for address in _LINK.findall(text):
            if is_meeting(address := address.rstrip(".,;:!?&*_~")):
                return address
    return ""


def is_meeting(address: str) -> bool:
    """Whether an address leads into a meeting rather than to a page about one."""
    if not is_web_address(address):
        return False
    parts = urlsplit(address)
    host, path = (parts.hostname or "").lower(), parts.path.lower() or "/"
    for end, ways in _HOSTS:
        if host == end or host.endswith(f".{end}"):
            return len(path) > 1 and any(way in path for way in ways)
    return bool(_OWN_HOSTS.match(host) and _OWN_PATHS.search(path))


def without_joining(text: str) -> str:
    """A description without the block that tells how to get in: links, codes, telephone numbers.

    The block that Teams, Zoom and Google write stands between two lines of dashes, or reaches from
    its first line to the end of its paragraphs. What was written around it stays.
    """
    if not (_BOILERPLATE.search(text) or _LINK.search(text) or _SECRET.search(text)):
        return text
    has_meeting = any(is_meeting(address.rstrip(".,;:!?")) for address in _LINK.findall(text))
    return _without_lines("\n\n".join(_kept_blocks(text, has_meeting)), has_meeting)


def _kept_blocks(text: str, has_meeting: bool) -> list[str]:
    """The stretches between lines of dashes, without those that are about joining."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if _is_rule(line.strip()):
            blocks.append([])
        else:
            blocks[-1].append(line)
    kept = []
    for position, lines in enumerate(blocks):
        block = "\n".join(lines).strip()
        is_fenced = position > 0
        if is_fenced and _is_about_joining(block, has_meeting):
            continue
        if block:
            kept.append(block)
    return kept


def _is_rule(line: str) -> bool:
    return bool((_SIGNS_ONLY.fullmatch(line) and _DRAWN.search(line)) or _OF_GOOGLE.fullmatch(line))


def _is_about_joining(block: str, has_meeting: bool) -> bool:
    lines = block.split("\n")
    if any(_SECRET.match(line) for line in lines):
        return True
    if any(is_meeting(address) for address in _LINK.findall(block)):
        return bool(_BOILERPLATE.search(block))
    return has_meeting and all(_LIKELY_SECRET.match(line) or not line.strip() for line in lines)


def _is_phone_line(line: str) -> bool:
    return len(line) <= _LONGEST_PHONE_LINE and _PHONE_LINE.match(line) is not None


def _without_lines(text: str, has_meeting: bool) -> str:
    """Without the single lines that hold a link to join with or a code."""
    kept, after_link = [], False
    for line in text.split("\n"):
        addresses = [address.rstrip(".,;:!?") for address in _LINK.findall(line)]
        if any(is_meeting(address) or _CODE_IN_LINK.search(address) for address in addresses):
            rest = _LINK.sub("", line).strip(" <>()[]:-–|")
            after_link = True
            if rest and not _BOILERPLATE.search(rest):
                kept.append(rest)
            continue
        if _SECRET.match(line) or (after_link and _is_phone_line(line.strip())):
            continue
        if has_meeting and (_INVITING.match(line.strip()) or _LIKELY_SECRET.match(line)):
            continue
        kept.append(line)
    result = "\n".join(kept)
    return re.sub(r"\n{3,}", "\n\n", result).strip()
