"""What stands on each day of a month or a week: the first few dates, and how many there are.

A month may have thousands of dates; only those that are shown are read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from operator import methodcaller
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from events.models import Occurrence
from events.querysets import OccurrenceQuerySet
from search.agenda.period import Period, days_of

#: As `OccurrenceQuerySet.in_order` has them within one day.
_ORDER = (F("all_day").desc(), F("starts_at").asc(), F("event_id").asc(), F("pk").asc())


class Stretch(NamedTuple):
    """A date of an event, as much of it as it takes to find its places."""

    pk: int
    event_id: int
    first_day: date
    last_day: date
    all_day: bool
    starts_at: datetime

    def place_on(self, day: date) -> tuple[Any, ...]:
        """What goes first: what goes on already, what lasts all day, what begins first."""
        return (self.first_day == day, not self.all_day, self.starts_at, self.event_id, self.pk)


@dataclass
class Day:
    """One day: the keys of the dates that are shown, in order, and how many there are in all."""

    day: date
    total: int = 0
    shown: list[Stretch] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.total - len(self.shown)


class BusyDays:
    """The days of a period with two ends on which something is. Takes two queries to make.

    Which of the ``rows`` touch the period, and are known to the day, is found out here. Without
    ``rows`` all dates there are.
    """

    def __init__(self, rows: OccurrenceQuerySet | None, days: Period) -> None:
        self.days = days
        self._rows = rows
        self._counts: dict[date, int] = {}
        self._several: list[Stretch] = []
        if days.first is None or days.last is None or days.is_empty:
            return
        known = (Occurrence.objects.all() if rows is None else rows).known_to_the_day().order_by()
        self._one_day = known.of_one_day(days.first, days.last)
        self._counts = dict(self._one_day.values_list("first_day").annotate(number=Count("pk")))
        several = known.of_several_days(days.first, days.last)
        self._several = [Stretch._make(row) for row in several.values_list(*Stretch._fields)]

    @cached_property
    def totals(self) -> dict[date, int]:
        """How much is on each day that has something, in order."""
        found = Counter(self._counts)
        for stretch in self._several:
            found.update(_touched(stretch, self.days))
        return dict(sorted(found.items()))

    def shown(
        self, most: int, at_length: date | None = None, most_there: int = 0
    ) -> dict[date, Day]:
        """Every day with its first dates, at most so many; one day may have more of them.

        Takes one query: thousands that are not shown stay in the database.
        """
        room = {day: most_there if day == at_length else most for day in self._counts}
        if not room:
            first = []
        elif self._rows is None:
            first = [_of_row(row) for row in Occurrence.objects.first_of_each_day(room)]
        else:
            first = self._ranked(room)
        there = {at_length: most_there} if at_length else {}
        return laid_out(self.days, first, self._counts, self._several, most, there)

    def _ranked(self, room: Mapping[date, int]) -> list[Stretch]:
        """The first of each day among the rows, by a window function."""
        ranked = self._one_day.annotate(
            rank=Window(RowNumber(), partition_by="first_day", order_by=_ORDER)
        )
        usual = min(room.values())
        wanted = Q(rank__lte=usual)
        for day, number in room.items():
            if number != usual:
                wanted |= Q(first_day=day, rank__lte=number)
        # The index has all that is asked for; the last day is the first.
        found = ranked.filter(wanted).values_list(
            "pk", "event_id", "first_day", "all_day", "starts_at"
        )
        return [
            Stretch(pk, event, day, day, all_day, starts)
            for pk, event, day, all_day, starts in found
        ]


def _of_row(row: Occurrence) -> Stretch:
    day = row.first_day
    return Stretch(row.pk, row.event_id, day, day, row.all_day, row.starts_at)


def laid_out(
    days: Period,
    one_day: Iterable[Stretch],
    counts: Mapping[date, int],
    several: Iterable[Stretch],
    most: int,
    room: Mapping[date, int] = MappingProxyType({}),
) -> dict[date, Day]:
    """Puts dates on the days that they touch.

    ``one_day`` are the first dates of one day, ``counts`` how many of those each day has; ``room``
    is how many are shown on days that differ from the others.
    """
    if days.first is None or days.last is None or days.is_empty:
        return {}
    found = {day: Day(day, counts.get(day, 0)) for day in days_of(days.first, days.last)}
    for stretch in one_day:
        if stretch.first_day in found:
            found[stretch.first_day].shown.append(stretch)
    for stretch in several:
        for day in _touched(stretch, days):
            found[day].total += 1
            found[day].shown.append(stretch)
    for day, known in found.items():
        known.shown.sort(key=methodcaller("place_on", day))
        del known.shown[room.get(day, most) :]
    return found


def _touched(stretch: Stretch, days: Period) -> list[date]:
    """The days of a period with two ends on which a date is."""
    first, last = stretch.first_day, stretch.last_day
    if days.first and first < days.first:
        first = days.first
    if days.last and last > days.last:
        last = days.last
    return days_of(first, last)
