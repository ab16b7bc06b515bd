"""The words of schema.org that count here, and how values are written in JSON-LD."""

from collections.abc import Iterator, Mapping
from typing import Any

from events.harvest.icalendar.texts import one_line

Node = Mapping[str, Any]

_EVENTS = """
    Event BusinessEvent ChildrensEvent ComedyEvent ConferenceEvent CourseInstance DanceEvent
    DeliveryEvent EducationEvent EventSeries ExhibitionEvent Festival FoodEvent Hackathon
    LiteraryEvent MusicEvent PerformingArtsEvent PublicationEvent BroadcastEvent OnDemandEvent
    SaleEvent ScreeningEvent SocialEvent SportsEvent TheaterEvent VisualArtsEvent
"""
EVENTS = frozenset(_EVENTS.split())
#: Say no more than that it is one.
_PLAIN = {"Event", "EventSeries", "CourseInstance"}
_PREFIXES = ("https://schema.org/", "http://schema.org/", "schema:")
#: Nobody nests deeper.
MOST_DEEP = 40


def word(value: Any) -> str:
    """A term without where it is defined: "https://schema.org/EventCancelled" says EventCancelled."""
    text = str(value).strip() if isinstance(value, str) else ""
    for prefix in _PREFIXES:
        text = text.removeprefix(prefix)
    return text


def types_of(node: Node) -> list[str]:
    return [word(each) for each in listed(node.get("@type", node.get("type")))]


def is_event(node: Node) -> bool:
    return any(each in EVENTS for each in types_of(node))


def telling_types(node: Node) -> list[str]:
    """What sort of event it says it is."""
    return [each for each in types_of(node) if each in EVENTS - _PLAIN]


def listed(value: Any) -> list[Any]:
    """One or several: always a list, without what is empty."""
    if isinstance(value, Mapping) and set(value) <= {"@list", "@set"}:
        value = value.get("@list", value.get("@set"))
    values = value if isinstance(value, list) else [value]
    return [each for each in values if each not in (None, "", [], {})]


def nodes(value: Any) -> list[Node]:
    return [each for each in listed(value) if isinstance(each, Mapping)]


def said(value: Any, language: str = "") -> str:
    """A text, whether it stands there bare, in several languages, or as something with a name."""
    texts = listed(value)
    if language:
        texts.sort(key=lambda each: _language(each) != language)
    for each in texts:
        if isinstance(each, str):
            return each
        if isinstance(each, int | float) and not isinstance(each, bool):
            return str(each)
        if isinstance(each, Mapping):
            for name in ("@value", "name", "url", "@id"):
                if isinstance(each.get(name), str):
                    return each[name]
    return ""


def line(value: Any, language: str = "") -> str:
    """A text without markup, on one line."""
    return one_line(said(value, language))


def named(value: Any) -> Iterator[str]:
    """Every name in a list of texts and things."""
    for each in listed(value):
        if found := line(each):
            yield found


def _language(value: Any) -> str:
    return str(value.get("@language", ""))[:2].lower() if isinstance(value, Mapping) else ""
