"""Which dates are of events that match: the engine says which events, the table says when.

Of a question that few events match all keys are asked at once. Where thousands match, keys are
asked for one window of days after the other, until a page is full.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

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

    What the engine raises when it is away passes through.
    """

    query: AgendaQuery
    has_engine: bool = True

    @property
    def asks_engine(self) -> bool:
        """Whether the table alone does not know which dates match."""
        return self.has_engine and self.query.needs_engine

    def touching(self, days: Period) -> OccurrenceQuerySet:
        """What is on at any moment of a period that has two ends."""
        days = days.within(self.query.chosen)
        if days.is_empty:
            return Occurrence.objects.none()
        first, last = _ends(days)
        return self._matching(Occurrence.objects.touching_days(first, last), Period(first, last))

    def going_on(self, day: date) -> OccurrenceQuerySet:
        """What began before a day and is still going on then."""
        rows = Occurrence.objects.touching_days(day, day).filter(first_day__lt=day)
        return self._matching(rows, Period(day, day))

    def beginning_on(self, day: date) -> OccurrenceQuerySet:
        return self._matching(Occurrence.objects.filter(first_day=day), Period(day, day))

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
            order = ("-first_day", "all_day", "-starts_at", "-pk") if backwards else ()
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
        if keys is None:
            keys = get_engine().keys(self.query.about(window), MOST)
        return rows.of_events(keys)

    @cached_property
    def _all_keys(self) -> list[int] | None:
        """Every event that matches, on whatever day; None when there are too many."""
        keys = get_engine().keys(self.query.about(self.query.chosen), FEW + 1)
        return keys if len(keys) <= FEW else None


def _beginning(days: Period) -> OccurrenceQuerySet:
    rows = Occurrence.objects.all()
    if days.first:
        rows = rows.filter(first_day__gte=days.first)
    return rows.filter(first_day__lte=days.last) if days.last else rows


def _ends(days: Period) -> tuple[date, date]:
    if days.first is None or days.last is None:
        raise ValueError("A period without end has no days to show one by one")
    return days.first, days.last
