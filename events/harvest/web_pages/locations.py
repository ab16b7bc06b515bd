"""Where something is: places, addresses and what is online, as schema.org writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from events.harvest.icalendar.texts import is_web_address, one_line
from events.harvest.web_pages.json_ld import resolved
from events.harvest.web_pages.vocabulary import Node, line, listed, said, types_of, word

_HOME = {"nl", "nld", "nederland", "netherlands", "the netherlands"}
_ONLINE = {"online", "virtual", "digitaal", "webinar", "online event", "teams", "zoom"}


@dataclass(frozen=True)
class Location:
    """As in `EventValues`; ``is_online`` also when nobody said at which address."""

    name: str = ""
    address: str = ""
    online_url: str = ""
    is_online: bool = False


def location_of(node: Node, things: Mapping[str, Node]) -> Location:
    """The first place that is named, and the first address to take part online."""
    mode = word(said(node.get("eventAttendanceMode"))).lower()
    name = address = online = ""
    is_online = mode.startswith(("online", "mixed"))
    for each in listed(resolved(node.get("location"), things)):
        found = _one(each, things)
        is_online = is_online or found.is_online
        online = online or found.online_url
        if not (name or address):
            name, address = found.name, found.address
    if mode.startswith("online"):
        # What stands there is then who broadcasts, or where the page is.
        name = address = ""
    return Location(name, address, online, is_online)


def _one(value: Any, things: Mapping[str, Node]) -> Location:
    if isinstance(value, str):
        return _of_text(value)
    if not isinstance(value, Mapping):
        return Location()
    types = types_of(value)
    if "VirtualLocation" in types:
        url = said(value.get("url")).strip()
        return Location(online_url=url if is_web_address(url) else "", is_online=True)
    if "PostalAddress" in types:
        return Location(address=_address(value))
    name = line(value.get("name"))
    if name.lower() in _ONLINE:
        url = said(value.get("url")).strip()
        return Location(online_url=url if is_web_address(url) else "", is_online=True)
    address = _address(resolved(value.get("address"), things))
    return Location(name, "" if address == name else address)


def _of_text(text: str) -> Location:
    bare = one_line(text)
    if is_web_address(bare):
        return Location(online_url=bare, is_online=True)
    return Location(is_online=True) if bare.lower() in _ONLINE else Location(name=bare)


def _address(value: Any) -> str:
    """Street, postcode and town; the country when it is another one."""
    for each in listed(value):
        if isinstance(each, str):
            return one_line(each)
        if isinstance(each, Mapping):
            town = f"{line(each.get('postalCode'))} {line(each.get('addressLocality'))}".strip()
            country = line(each.get("addressCountry"))
            parts = [
                line(each.get("streetAddress")),
                town or line(each.get("addressRegion")),
                "" if country.lower() in _HOME else country,
            ]
            if found := ", ".join(dict.fromkeys(filter(None, parts))):
                return found
            return line(each.get("name"))
    return ""
