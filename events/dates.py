"""The dates of an event that its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from events.horizon import horizon
from events.materialising import occurrences_of
from events.models import Event, Occurrence
from events.querysets import OccurrenceQuerySet
from events.recurrence.schedule import ScheduleError

#: Coming dates that a page reads, and dates that are over; a daily series has hundreds.
MOST_COMING = 60
MOST_EARLIER = 24
MOST_PARTS = 40
#: Characters of a day in ISO 8601.
DAY = len("2026-01-01")


@dataclass(frozen=True)
class EventDates:
    """Dates of one event, seen from a moment.

    `asked` is the date of a series that the visitor came for. `coming` has what is not over yet,
    the first one first; `earlier` what is over, the last one first. `parts` has the first date of
    each event that is a part of this one.
    """

    seen_at: datetime
    coming: Sequence[Occurrence] = ()
    earlier: Sequence[Occurrence] = ()
    asked: Occurrence | None = None
    parts: Sequence[Occurrence] = ()

    @property
    def shown(self) -> Occurrence | None:
        """The date that the page is about: the one asked for, else the next, else the last."""
        if self.asked is not None:
            return self.asked
        going_ahead = (row for row in self.coming if not row.is_cancelled)
        return next(going_ahead, None) or next(iter([*self.coming, *self.earlier]), None)

    @property
    def show_what_is_over(self) -> bool:
        """Whether the page is about a date in the past."""
        return self.shown is not None and self.shown.is_over(self.seen_at)

    @property
    def are_over(self) -> bool:
        return not self.coming and bool(self.earlier)


def stored_dates(event: Event, asked: str = "", now: datetime | None = None) -> EventDates:
    """Those of a live event, from the table. `asked` is the `original` of one of them."""
    now = now or timezone.now()
    rows = event.occurrences.select_related("change")
    coming = list(rows.not_over(now).order_by("starts_at", "pk")[:MOST_COMING])
    earlier = list(rows.over(now).order_by("-starts_at", "-pk")[:MOST_EARLIER])
    return EventDates(
        now, coming, earlier, _chosen(rows, [*coming, *earlier], asked), _parts(event)
    )


def planned_dates(event: Event, now: datetime | None = None) -> EventDates:
    """Those of the version in hand, such as a draft; none when its rule cannot be used yet."""
    now = now or timezone.now()
    try:
        rows = sorted(occurrences_of(event, horizon()), key=lambda row: row.starts_at)
    except (ScheduleError, ValueError, TypeError, OverflowError):
        rows = []
    coming = [row for row in rows if not row.is_over(now)]
    earlier = [row for row in reversed(rows) if row.is_over(now)]
    return EventDates(now, coming[:MOST_COMING], earlier[:MOST_EARLIER], None, _parts(event))


def _parts(event: Event) -> list[Occurrence]:
    """The first date of each live part, in the order of time."""
    key: int | None = event.pk
    if key is None:
        return []
    rows = (
        Occurrence.objects.filter(event__part_of=key, event__live=True)
        .for_lists()
        .select_related("event__calendar_entry")
        .prefetch_related("event__provinces")
    )
    first: dict[int, Occurrence] = {}
    # A part that is a series has many rows.
    for row in rows.in_order()[: MOST_PARTS * 3]:
        first.setdefault(row.event_id, row)
    return list(first.values())[:MOST_PARTS]


def _chosen(rows: OccurrenceQuerySet, read: Sequence[Occurrence], asked: str) -> Occurrence | None:
    """The date that an address names, by its local start or by its day; none if there is none."""
    try:
        wanted = datetime.fromisoformat(asked).isoformat() if len(asked) > DAY else asked
        date.fromisoformat(wanted[:DAY])
    except ValueError:
        return None
    known = next((row for row in read if row.original.startswith(wanted)), None)
    return known or rows.filter(original__startswith=wanted).order_by("original").first()
