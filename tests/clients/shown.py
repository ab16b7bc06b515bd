"""What a calendar program shows of an event, in one form for all programs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from events.icalendar.wording import title
from events.models import Occurrence

#: Where the people who subscribe live.
ZONE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Shown:
    """One date of an event.

    ``start`` and ``end`` are moments in UTC, or days for something that lasts all day; the end is
    exclusive. What stands below ``cancelled`` tells more of the event and does not count when
    two dates are compared.
    """

    title: str
    start: date | datetime
    end: date | datetime
    cancelled: bool = False
    uid: str = field(default="", compare=False)
    location: str = field(default="", compare=False)
    description: str = field(default="", compare=False)
    url: str = field(default="", compare=False)
    categories: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def all_day(self) -> bool:
        return not isinstance(self.start, datetime)


def in_utc(when: date | datetime) -> date | datetime:
    """Give a moment with a zone in UTC; a day stays a day. Raises ValueError without a zone."""
    if not isinstance(when, datetime):
        return when
    if when.tzinfo is None:
        raise ValueError(f"{when} floats")
    return when.astimezone(UTC)


def in_order(dates: Iterable[Shown]) -> list[Shown]:
    """Sort as a calendar does. A list, so that a date shown twice is not taken for one."""
    return sorted(dates, key=lambda shown: (shown.start.isoformat(), shown.title))


def shown_by_us(occurrence: Occurrence) -> Shown:
    """What our own table says of a date, in the active language."""
    if occurrence.all_day:
        start, end = occurrence.first_day, occurrence.last_day + timedelta(days=1)
    else:
        start, end = occurrence.starts_at, occurrence.ends_at
    return Shown(title(occurrence), start, end, occurrence.is_cancelled)
