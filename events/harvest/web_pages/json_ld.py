"""From the scripts of a page to the events in them, whatever stands around."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from events.harvest.web_pages.scanning import Script
from events.harvest.web_pages.vocabulary import EVENTS, MOST_DEEP, Node, is_event, word
from publishing.sentences import gettext as _

#: Signs with which programs keep old browsers away from the text of a script.
_AROUND = re.compile(r"\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[|\ufeff)")
_BEHIND = re.compile(r"(?:(?://\s*)?-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|;)\s*$")
_MENTIONS_EVENT = re.compile(r'"[^"\s]{0,40}(?:' + "|".join(sorted(EVENTS)) + r')"')
#: Are read with the event that they are a part of, or tell of another one.
_OTHER_EVENTS = {"subEvent", "superEvent"}
#: More things than these in one page are not read.
MOST_NODES = 50_000


class UnreadableError(Exception):
    """A script that is no JSON; ``line`` is that of the page."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True)
class Told:
    """An event of a page, with the things of the same script by their identifier."""

    node: Node
    line: int
    things: Mapping[str, Node]
    #: What it is a date of, such as a course, when it says nothing itself.
    whole: Node | None = None


def data_of(script: Script) -> Any:
    """What a script says; raises UnreadableError."""
    text = _bare(script.text)
    try:
        # A line end or a tab within a text is no JSON, and nobody can misread it.
        return json.loads(text, strict=False, parse_constant=lambda _name: None)
    except json.JSONDecodeError as fault:
        line = script.line + fault.lineno - 1
        raise UnreadableError(_fault(text, fault), line) from fault
    except (RecursionError, ValueError) as fault:
        raise UnreadableError(_("The data of the page cannot be read."), script.line) from fault


def mentions_event(text: str) -> bool:
    """Whether a script that cannot be read was about events at all."""
    return _MENTIONS_EVENT.search(text) is not None


def events_in(data: Any, line: int) -> Iterator[Told]:
    """Every event in what a script says; not those that are a part of another one."""
    things: dict[str, Node] = {}
    found: list[tuple[Node, Node | None]] = []
    waiting: list[tuple[Any, int, Node | None]] = [(data, 0, None)]
    seen = 0
    while waiting and seen < MOST_NODES:
        value, deep, whole = waiting.pop()
        seen += 1
        if deep > MOST_DEEP:
            continue
        if isinstance(value, list):
            waiting.extend((each, deep + 1, whole) for each in reversed(value))
            continue
        if not isinstance(value, Mapping):
            continue
        node = _with_short_names(value)
        if isinstance(identifier := node.get("@id"), str) and len(node) > 1:
            things.setdefault(identifier, node)
        if is_event(node):
            found.append((node, whole))
        inner = [
            each for name, each in node.items() if not (is_event(node) and name in _OTHER_EVENTS)
        ]
        waiting.extend((each, deep + 1, node) for each in reversed(inner) if _holds(each))
    for node, whole in found:
        # Only a name of something that is told elsewhere in the page.
        if set(node) - {"@id", "@type", "type", "url", "name"}:
            yield Told(node, line, things, whole)


def resolved(value: Any, things: Mapping[str, Node]) -> Any:
    """A thing instead of the bare identifier of it."""
    if isinstance(value, list):
        return [resolved(each, things) for each in value]
    if isinstance(value, Mapping) and set(value) <= {"@id", "@type"}:
        return things.get(str(value.get("@id")), value)
    return value


def _holds(value: Any) -> bool:
    return isinstance(value, list | Mapping)


def _with_short_names(node: Mapping[str, Any]) -> Node:
    return {word(name) or name: value for name, value in node.items()}


def _bare(text: str) -> str:
    """Without what only begins and ends the script; every line stays where it is."""
    for _time in range(4):
        front = _AROUND.match(text)
        if front is None:
            break
        text = re.sub(r"[^\n]", " ", front.group()) + text[front.end() :]
    for _time in range(4):
        end = text[-200:]
        back = _BEHIND.search(end)
        if back is None:
            break
        text = text[: len(text) - len(end) + back.start()]
    return text


def _fault(text: str, fault: json.JSONDecodeError) -> str:
    before = text[: fault.pos].rstrip()
    if before.endswith(",") and text[fault.pos : fault.pos + 1] in ("}", "]"):
        return _("The data of the page (JSON-LD) has a comma too many here.")
    return _("The data of the page (JSON-LD) cannot be read from here on.")
