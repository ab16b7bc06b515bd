"""What somebody has in mind: when, where, for whom, about what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from events.horizon import horizon
from events.models import Event
from events.recurrence.schedule import Schedule, Span

#: Of a series so many dates are compared, beginning with the first that is still to come.
MOST_DATES = 26

Keys = frozenset[int]


@dataclass(frozen=True)
class Place:
    """Where something is: the name and address of a place as written, and whether it is online."""

    name: str = ""
    address: str = ""
    online: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.name or self.address)

    @property
    def online_only(self) -> bool:
        return self.online and not self.is_known


@dataclass(frozen=True)
class Proposal:
    """A plan, stored or not; everything but the dates may be left out.

    ``spans`` are its dates in order, half-open and in UTC; ``more_dates`` is how many dates of a
    series were left out of them. Terms, organisations and events are primary keys. ``event`` is
    the event that is being edited, ``family`` the larger events it is a part of.
    """

    spans: tuple[Span, ...]
    more_dates: int = 0
    provinces: Keys = frozenset()
    national: bool = False
    target_groups: Keys = frozenset()
    action_lines: Keys = frozenset()
    titles: tuple[str, ...] = ()
    place: Place = field(default_factory=Place)
    organisations: Keys = frozenset()
    event: int | None = None
    family: Keys = frozenset()

    @property
    def asks_for_region(self) -> bool:
        """Whether only what is near counts: people come to something online from anywhere."""
        return bool(self.provinces) and not self.national and not self.place.online_only

    @property
    def asks_for_subject(self) -> bool:
        return bool(self.target_groups or self.action_lines)

    @property
    def repeats(self) -> bool:
        return len(self.spans) > 1 or self.more_dates > 0


def proposal_of(event: Event, family: Keys | None = None) -> Proposal:
    """The plan that an event is, as it is in hand: it need not be stored, nor complete.

    Raises ScheduleError when its dates cannot be used, ValueError when they cannot be read.
    """
    spans, more = dates_of(event.schedule())
    return Proposal(
        spans=spans,
        more_dates=more,
        provinces=_keys(event.provinces.all()),
        national=event.is_national,
        target_groups=_keys(event.target_groups.all()),
        action_lines=_keys(event.action_lines.all()),
        titles=titles_of(event),
        place=place_of(event),
        organisations=_keys(event.organisations.all()),
        event=event.pk,
        family=family_of(event.part_of_id) if family is None else family,
    )


def titles_of(item: Any) -> tuple[str, ...]:
    """What it is called, in either language."""
    return tuple(title for title in (item.title, item.title_en) if title)


def place_of(item: Any) -> Place:
    """Where an event, or one date of a series, takes place."""
    moved = getattr(item, "status", "") == Event.Status.MOVED_ONLINE
    if moved:
        return Place(online=True)
    return Place(item.location_name, item.location_address, bool(item.online_url))


def family_of(umbrella: int | None) -> Keys:
    """A larger event, and the one that it is itself a part of."""
    if umbrella is None:
        return frozenset()
    above = Event.objects.filter(pk=umbrella).values_list("part_of_id", flat=True).first()
    return frozenset(key for key in (umbrella, above) if key is not None)


def dates_of(schedule: Schedule) -> tuple[tuple[Span, ...], int]:
    """The dates of a schedule that are compared, and how many more there are.

    Something that happens once has its date, whenever that is; of a series only what is still
    to come within the horizon counts. Raises ScheduleError when the schedule cannot be used.
    """
    from events.recurrence.expansion import expand

    if not schedule.repeats:
        spans = expand(schedule, date.min, date.max)
    else:
        spans = expand(schedule, timezone.localdate(), horizon().last)
    going_on = sorted(
        (span for span in spans if not span.cancelled), key=lambda span: span.starts_at
    )
    return tuple(going_on[:MOST_DATES]), max(0, len(going_on) - MOST_DATES)


def schedule_of_day(day: date, start: time | None = None, end: time | None = None) -> Schedule:
    """A date in somebody's mind: a whole day, or from a time to a time on the site's own clock.

    Without an ``end`` nobody knows how long it takes; midnight as an end is that of the same day.
    """
    if start is None:
        return Schedule(day, _day_after(day), settings.TIME_ZONE)
    begins = datetime.combine(day, start)
    if end is None:
        return Schedule(begins, begins, settings.TIME_ZONE)
    last = _day_after(day) if end == time(0) else day
    return Schedule(begins, datetime.combine(last, end), settings.TIME_ZONE)


def _day_after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _keys(items: Iterable[Any]) -> Keys:
    return frozenset(item.pk for item in items)
