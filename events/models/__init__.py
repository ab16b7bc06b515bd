"""What takes place, when, and what subscribers are told of it."""

from events.models.event import Event

from events.models.event_change import EventChange  # isort: skip
from events.models.occurrence import Occurrence  # isort: skip
from events.models.calendar_entry import CalendarEntry, CalendarText  # isort: skip
from events.models.calendar_revision import CalendarRevision  # isort: skip
from events.models.pair_verdict import PairVerdict  # isort: skip
from events.models.event_join import EventJoin  # isort: skip

__all__ = [
    "CalendarEntry",
    "CalendarRevision",
    "CalendarText",
    "Event",
    "EventChange",
    "EventJoin",
    "Occurrence",
    "PairVerdict",
]
