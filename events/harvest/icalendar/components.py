"""The components of a calendar file: what belongs to which, and on which lines.

Reads no values. A calendar that nobody closed, an event within an event, a stray END: each costs
at most the component it is in.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from events.harvest.icalendar.decoding import Line
from events.harvest.icalendar.properties import Property, read_property

#: Deeper than this nothing is kept apart; calendars need three.
_DEEPEST = 50
#: Of a zone more than this many rules are not looked at.
_MOST_PARTS = 500
_NAME = re.compile(r"[ \t]*([A-Za-z0-9_-]+)[ \t]*[:;]")

#: What may go on over several lines though nothing says so.
_TEXTS = {"SUMMARY", "DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION", "LOCATION"}
#: What is read of each component. The rest, such as a hundred thousand guests, is not even split.
_WANTED = {
    "VCALENDAR": {"X-WR-CALNAME", "NAME", "X-WR-TIMEZONE", "TIMEZONE-ID"},
    "VEVENT": {
        "UID", "SUMMARY", "DESCRIPTION", "X-ALT-DESC", "STYLED-DESCRIPTION", "DTSTART", "DTEND",
        "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "STATUS", "CLASS",
        "LOCATION", "URL", "CATEGORIES", "CONFERENCE", "SEQUENCE", "LAST-MODIFIED",
        "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL",
        "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK", "X-APPLE-STRUCTURED-LOCATION",
    },
    "VTIMEZONE": {"TZID", "X-LIC-LOCATION", "TZID-ALIAS-OF"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"},
}  # fmt: skip


@dataclass(slots=True)
class Component:
    """One component with its properties; ``parts`` are those within it.

    ``is_closed`` unless the file ended within it.
    """

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)
    is_closed: bool = False

    def all(self, name: str) -> list[Property]:
        return [found for found in self.properties if found.name == name]

    def first(self, name: str) -> Property | None:
        """The first that says something; a program may write an empty one as well."""
        found = self.all(name)
        return next((each for each in found if each.value.strip()), found[0] if found else None)

    def text(self, name: str) -> str:
        """The TEXT of a property without white space around it, empty when it is not there."""
        found = self.first(name)
        return found.text.strip() if found else ""


@dataclass
class Calendar:
    """What one VCALENDAR says about itself, and its events in the order of the file."""

    head: Component
    events: list[Component] = field(default_factory=list)
    zones: list[Component] = field(default_factory=list)


@dataclass
class Cut:
    """A whole file. ``counted`` are the lines BEGIN:VEVENT; ``is_whole`` when everything that was
    begun has ended; ``strays`` are lines that are no property."""

    calendars: list[Calendar] = field(default_factory=list)
    counted: int = 0
    is_whole: bool = True
    strays: int = 0


def cut(lines: Iterable[Line]) -> Cut:
    """Everything in a file. Never raises."""
    return _Cutter().run(lines)


class _Cutter:
    def __init__(self) -> None:
        self.result = Cut()
        self.open: list[Component] = []
        self.calendar: Calendar | None = None
        #: The property that a stray line goes on with, and how it goes on; None if it is unread.
        self.last: Component | None = None
        self.more: list[str] = []

    def run(self, lines: Iterable[Line]) -> Cut:
        for line in lines:
            self._take(line)
        self._finish_property()
        if self.open:
            self.result.is_whole = False
        return self.result

    def _take(self, line: Line) -> None:
        if line.text.lstrip()[:5].upper().startswith(("BEGIN", "END")):
            found = read_property(line.text, line.number)
            if found is not None and found.name in ("BEGIN", "END"):
                self._finish_property()
                name = found.value.strip().upper()
                if found.name == "BEGIN":
                    self._begin(name, line.number)
                else:
                    self._end(name)
                return
        if self.open:
            self._add(line)

    def _begin(self, name: str, line: int) -> None:
        component = Component(name, line)
        if name == "VCALENDAR":
            if self.open:
                # The one before has no end.
                self.result.is_whole = False
            self.calendar = Calendar(component)
            self.result.calendars.append(self.calendar)
            self.open = [component]
            return
        if self.calendar is None:
            # Components on their own, such as one event sent along with a mail.
            self.calendar = Calendar(Component("VCALENDAR", line))
            self.result.calendars.append(self.calendar)
        if name == "VEVENT":
            self.result.counted += 1
            # An event is in nothing but a calendar: what else is open lacks its END.
            while self.open and self.open[-1].name != "VCALENDAR":
                self.open.pop().is_closed = True
            self.calendar.events.append(component)
        elif name == "VTIMEZONE":
            self.calendar.zones.append(component)
        elif self.open and len(self.open[-1].parts) < _MOST_PARTS:
            self.open[-1].parts.append(component)
        if len(self.open) < _DEEPEST:
            self.open.append(component)

    def _end(self, name: str) -> None:
        if all(component.name != name for component in self.open):
            return
        while self.open:
            component = self.open.pop()
            component.is_closed = True
            if component.name == name:
                break

    def _add(self, line: Line) -> None:
        component = self.open[-1]
        wanted = _WANTED.get(component.name, set())
        name = _NAME.match(line.text)
        is_known = name is not None and (name[1].isupper() or name[1].upper() in wanted)
        if not is_known or (found := read_property(line.text, line.number)) is None:
            # A program wrote a line end within a text as it is, not as "\n". What is written like
            # "Place: Zwolle" or "https:" is no property either.
            self.result.strays += 1
            if self.last is not None:
                self.more.append(line.text)
            return
        self._finish_property()
        if found.name in wanted:
            component.properties.append(found)
            self.last = component if found.name in _TEXTS else None

    def _finish_property(self) -> None:
        if self.last is not None and self.more:
            old = self.last.properties[-1]
            self.last.properties[-1] = Property(
                old.name, "\\n".join([old.value, *self.more]), old.parameters, old.line
            )
        self.last, self.more = None, []
