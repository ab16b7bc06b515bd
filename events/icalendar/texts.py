"""What subscribers get of an event: finished text per language, and digests to compare it by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from django.conf import settings
from icalendar import Event as EventComponent

from events.icalendar.event_component import SCHEDULING, components, zone_of
from events.icalendar.portable_series import without_cancelled
from events.models import CalendarEntry, Event

LANGUAGES = tuple(language for language, _name in settings.LANGUAGES)


@dataclass(frozen=True)
class EventText:
    """VEVENTs in one language; `without_cancelled` is empty where it would be the same."""

    text: str
    without_cancelled: str

    @property
    def digest(self) -> str:
        return digest_of(self.text, self.without_cancelled)


@dataclass(frozen=True)
class EventTexts:
    """All that is told of an event. `zone` is empty when no program needs one to read it."""

    by_language: Mapping[str, EventText] = field(default_factory=dict)
    zone: str = ""
    schedule_digest: str = ""

    @property
    def content_digest(self) -> str:
        return digest_of(*(text.digest for text in self.by_language.values()))


def texts_of(event: Event, entry: CalendarEntry) -> EventTexts:
    """The texts of an event with the UID, SEQUENCE and times of its entry.

    None for something of which only the month or the year is known: a calendar program would make
    a day of that. Raises ScheduleError.
    """
    if event.precision != Event.Precision.DAY:
        return EventTexts()
    schedule = event.schedule()
    first = components(event, schedule, entry, LANGUAGES[0])
    if not first:
        return EventTexts()
    going_ahead = None
    if any(change.cancelled for change in schedule.changes):
        going_ahead = without_cancelled(schedule)
    found = {}
    for language in LANGUAGES:
        told = first if language == LANGUAGES[0] else components(event, schedule, entry, language)
        rest = components(event, going_ahead, entry, language) if going_ahead else []
        found[language] = EventText(_written(told), _written(rest))
    return EventTexts(found, zone_of(first[0]), _schedule_digest(event, first))


def digest_of(*parts: str) -> str:
    """A digest (SHA-256, hexadecimal) that differs when any of the parts does."""
    whole = sha256()
    for part in parts:
        data = part.encode()
        whole.update(b"%d:" % len(data))
        whole.update(data)
    return whole.hexdigest()


def _written(found: Iterable[EventComponent]) -> str:
    return b"".join(component.to_ical() for component in found).decode()


def _schedule_digest(event: Event, found: Iterable[EventComponent]) -> str:
    """Differs when time, place or status do, and not when only words do."""
    values = [str(event.status)]
    for component in found:
        for name in SCHEDULING:
            value = component.get(name)
            said = "" if value is None else f"{value.params.to_ical()}:{value.to_ical()}"
            values.append(said)
    return digest_of(*values)
