"""Which dates are of events that match: the engine says which events, the table says when.

Of a question that few events match all keys are asked at once. Where thousands match, keys are
asked for one window of days after the other, until a page is full.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Min

from events.models import Occurrence
from events.querysets import OccurrenceQuerySet
from search.agenda.parameters import AgendaQuery
from search.agenda.period import Period, day_before, next_day
from search.engines import get_engine

#: So many keys fit into one query beside everything else.
FEW = 1_000
#: More than any month has.
MOST = 20_000
#: How many dates the windows hold, matching or not; after the last of these comes the rest.
WINDOWS = (400, 4_000)


class Mark(NamedTuple):
    """A date as a list of many needs it."""

    pk: int
    day: date


@dataclass
class MatchingDates:
    """The dates of one question. Without ``has_engine`` only the chosen dates narrow.

    ``total`` is how many events match within the period, as far as that is known. What the engine
    raises when it is away passes through.
    """

    query: AgendaQuery
    has_engine: bool = True
    total: int = 0
    _asked: list[tuple[Period, list[int]]] = field(default_factory=list)

    @property
    def asks_engine(self) -> bool:
        """Whether the table alone does not know which dates match."""
        return self.has_engine and self.query.needs_engine

    def of_events_in(self, days: Period) -> OccurrenceQuerySet | None:
        """All dates of the events that match and have something within a period; None for those
        of all events."""
        return self._matching(Occurrence.objects.all(), days) if self.asks_engine else None

    def going_on(self, day: date) -> OccurrenceQuerySet:
        """What began before a day and is still going on then."""
        rows = Occurrence.objects.of_several_days(day, day).filter(first_day__lt=day)
        return self._matching(rows, Period(day, day))

    def beginning_on(self, day: date) -> OccurrenceQuerySet:
        return self._matching(Occurrence.objects.filter(first_day=day), Period(day, day))

    def known_roughly_in(self, days: Period) -> tuple[int, date | None]:
        """How many old facts there are in a period of which nobody knows the day, and the first
        day that one of them may have been."""
        days = days.within(self.query.chosen)
        if days.first is None or days.last is None or days.is_empty:
            return 0, None
        rows = self._matching(Occurrence.objects.known_roughly(), days)
        found = rows.touching_days(days.first, days.last).aggregate(
            number=Count("pk"), first=Min("first_day")
        )
        return found["number"], found["first"]

    def following(self, days: Period, most: int) -> list[Mark]:
        """The first dates that begin within a period, in order."""
        return self._collected(days, most, backwards=False)

    def preceding(self, days: Period, most: int) -> list[Mark]:
        """The last dates that begin within a period, the last one first."""
        return self._collected(days, most, backwards=True)

    def _collected(self, days: Period, most: int, *, backwards: bool) -> list[Mark]:
        found: list[Mark] = []
        for window in self._windows(days.within(self.query.chosen), backwards):
            rows = self._matching(_beginning(window), window)
            order = ("-first_day", "all_day", "-starts_at", "-event_id", "-pk") if backwards else ()
            ordered = rows.order_by(*order) if order else rows.in_order()
            wanted = most - len(found)
            found += map(Mark._make, ordered.values_list("pk", "first_day")[:wanted])
            if len(found) == most:
                break
        return found

    def _windows(self, days: Period, backwards: bool) -> Iterator[Period]:
        """Parts of a period that cover it, the nearest first."""
        if days.is_empty:
            return
        if not self.asks_engine or self._all_keys is not None:
            yield days
            return
        for size in WINDOWS:
            order = "-first_day" if backwards else "first_day"
            rows = _beginning(days).order_by(order).values_list("first_day", flat=True)
            edge = rows[size : size + 1].first()
            if edge is None:
                break
            if backwards:
                yield Period(edge, days.last)
                days = Period(days.first, day_before(edge))
            else:
                yield Period(days.first, edge)
                days = Period(next_day(edge), days.last)
            if days.is_empty:
                return
        yield days

    def _matching(self, rows: OccurrenceQuerySet, window: Period) -> OccurrenceQuerySet:
        if not self.asks_engine:
            return rows
        keys = self._all_keys
        if keys is not None:
            return rows.of_events(keys)
        return rows.of_many_events(self._keys_of(window))

    @cached_property
    def _all_keys(self) -> list[int] | None:
        """Every event that matches, on whatever day; None when there are too many."""
        if self.total > FEW:
            return None
        keys = get_engine().keys(self.query.about(self.query.chosen), FEW + 1)
        return keys if len(keys) <= FEW else None

    def _keys_of(self, window: Period) -> list[int]:
        """The events that match and have something within a window, perhaps others that match."""
        for asked, keys in self._asked:
            if asked.within(window) == window:
                return keys
        keys = get_engine().keys(self.query.about(window), MOST)
        self._asked.append((window, keys))
        return keys


def _beginning(days: Period) -> OccurrenceQuerySet:
    rows = Occurrence.objects.all()
    if days.first:
        rows = rows.filter(first_day__gte=days.first)
    return rows.filter(first_day__lte=days.last) if days.last else rows
