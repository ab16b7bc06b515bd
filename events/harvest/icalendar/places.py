"""Where something is: the name of a place and its address, out of one line of text."""

import re

from events.harvest.icalendar.components import Component
from events.harvest.icalendar.limits import LONGEST_TEXT
from events.harvest.icalendar.meetings import is_meeting
from events.harvest.icalendar.texts import clean, is_web_address, looks_like_html, plain_of_html

#: Says that it is online, and nothing about where.
_ONLINE = re.compile(
    r"^\W*(?:(?:microsoft )?teams(?:[ -](?:meeting|vergadering|besprechung))?|zoom(?: ?meeting)?"
    r"|google meet|webex|skype(?:[ -]meeting|-vergadering)?|online|digitaal|virtueel|virtual|webinar"
    r"|réunion (?:microsoft )?teams|microsoft teams-(?:vergadering|besprechung)|via (?:teams|zoom)"
    r"|online (?:event|evenement|meeting)|internet|link volgt|link follows)\W*$",
    re.IGNORECASE,
)
_POSTCODE = r"\b[1-9]\d{3}\s?[A-Z]{2}\b"
_STREET = re.compile(
    r"(?:straat|laan|weg|plein|kade|gracht|singel|dijk|dreef|hof|pad|steeg|markt|park|ring|plantsoen"
    r"|boulevard|allee|straße|strasse|platz|street|road|avenue|lane|square|rue)\b.{0,12}\d"
    r"|\b\d{1,5}[a-z]?\s+\w+.*(?:street|road|avenue|lane|rue|st\.|rd\.|ave\.)"
    r"|^\D{3,60}\s\d{1,5}\s?[a-zA-Z]?(?:[-/]\d+)?$",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"\b(?:\w*zaal|zaaltje|lokaal|room|ruimte|hal|gebouw|building|verdieping|etage|floor|kamer|lab|raum"
    r"|saal|salle|theater|studio|perron|station|blok|vleugel|\d+\s?(?:e|de|ste|th|nd|st|rd))\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(_POSTCODE)
_LONGEST_NAME = 200
#: So much of a part is looked at; no address is longer.
_LONGEST_PART = 300


def place_of(component: Component) -> tuple[str, str]:
    """Name and address, each empty when it is not said. An online meeting is no place."""
    found = component.first("LOCATION")
    text = _plain(found.text) if found is not None else ""
    structured = component.first("X-APPLE-STRUCTURED-LOCATION")
    if structured is not None and text:
        # Apple writes the name of the place apart: the rest of the line is its address.
        title = _plain(structured.parameters.get("X-TITLE", "")).split("\n")[0].strip()
        if title and text.startswith(title) and len(text) > len(title):
            return _cut(title), _joined(text[len(title) :].split("\n"))
    return divided_place(text)


def divided_place(text: str) -> tuple[str, str]:
    """The name of a place, and its address: what comes from the first part on that looks like one."""
    parts = [
        part for part in (_part(each) for each in re.split(r"\n|;|\s\|\s|,\s|,$", text)) if part
    ]
    if not parts:
        return "", ""
    first = next((index for index, part in enumerate(parts) if is_address(part)), None)
    if first is None:
        name = ", ".join(parts)
        return (name, "") if len(name) <= _LONGEST_NAME else (parts[0], ", ".join(parts[1:]))
    if first == 0:
        return "", ", ".join(parts)
    return ", ".join(parts[:first]), ", ".join(parts[first:])


def is_address(part: str) -> bool:
    """Whether a part of a line is a street with a number, or has a postcode."""
    part = part[:_LONGEST_PART]
    return bool(_ADDRESS.search(part) or (_STREET.search(part) and not _ROOM.search(part)))


def _plain(text: str) -> str:
    text = clean(text[:LONGEST_TEXT])
    return plain_of_html(text) if looks_like_html(text) else text


def _part(text: str) -> str:
    """One part without links and words that only say that it is online."""
    words = [word for word in text.split() if not is_meeting(word.strip("<>()"))]
    part = " ".join(words).strip(" ,;|")
    if _ONLINE.match(part) or is_web_address(part):
        return ""
    return part


def _joined(parts: list[str]) -> str:
    return ", ".join(
        part for part in (" ".join(each.split()).strip(" ,") for each in parts) if part
    )


def _cut(name: str) -> str:
    return " ".join(name.split())
