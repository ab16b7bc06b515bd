"""What stands on each day of a month or a week: the first few dates, and how many there are.

A month may have thousands of dates; only those that are shown are read.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from operator import methodcaller
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

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

    Which of the ``rows`` touch the period is found out here.
    """

    def __init__(self, rows: OccurrenceQuerySet, days: Period) -> None:
        self.days = days
        self._one_day = rows.none()
        self._counts: dict[date, int] = {}
        self._several: list[Stretch] = []
        if days.first is None or days.last is None or days.is_empty:
            return
        rows = rows.order_by()
        self._one_day = rows.of_one_day(days.first, days.last)
        self._counts = dict(self._one_day.values_list("first_day").annotate(number=Count("pk")))
        several = rows.of_several_days(days.first, days.last)
        self._several = [Stretch._make(row) for row in several.values_list(*Stretch._fields)]

    @cached_property
    def totals(self) -> dict[date, int]:
        """How much is on each day that has something, in order."""
        known = laid_out(self.days, [], self._counts, self._several, 0)
        return {day: found.total for day, found in known.items() if found.total}

    def shown(
        self, most: int, at_length: date | None = None, most_there: int = 0
    ) -> dict[date, Day]:
        """Every day with its first dates, at most so many; one day may have more of them.

        Takes one query: thousands that are not shown stay in the database.
        """
        room = {at_length: most_there} if at_length else {}
        ranked = self._one_day.annotate(
            place=Window(RowNumber(), partition_by="first_day", order_by=_ORDER)
        )
        wanted = Q(place__lte=most)
        for day, number in room.items():
            wanted |= Q(first_day=day, place__lte=number)
        # The index has all that is asked for; the last day is the first.
        found = ranked.filter(wanted).values_list(
            "pk", "event_id", "first_day", "all_day", "starts_at"
        )
        first = [
            Stretch(pk, event, day, day, all_day, starts)
            for pk, event, day, all_day, starts in found
        ]
        return laid_out(self.days, first, self._counts, self._several, most, room)


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
        first, last = max(stretch.first_day, days.first), min(stretch.last_day, days.last)
        if first > last:
            continue
        for day in days_of(first, last):
            found[day].total += 1
            found[day].shown.append(stretch)
    for day, known in found.items():
        known.shown.sort(key=methodcaller("place_on", day))
        del known.shown[room.get(day, most) :]
    return found
