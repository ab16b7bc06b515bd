"""What stands on each day of a month or a week: the first few dates, and how many there are.

A month may have thousands of dates; only those that are shown are read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import methodcaller
from typing import Any, NamedTuple

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from events.querysets import OccurrenceQuerySet
from search.agenda.period import Period, days_of

#: As `OccurrenceQuerySet.in_order` has them within one day.
_ORDER = (F("all_day").desc(), F("starts_at").asc(), F("pk").asc())


class Stretch(NamedTuple):
    """A date of an event, as much of it as it takes to find its places."""

    pk: int
    first_day: date
    last_day: date
    all_day: bool
    starts_at: datetime

    def place_on(self, day: date) -> tuple[Any, ...]:
        """What goes first: what goes on already, what lasts all day, what begins first."""
        return (self.first_day == day, not self.all_day, self.starts_at, self.pk)


@dataclass
class Day:
    """One day: the keys of the dates that are shown, in order, and how many there are in all."""

    day: date
    total: int = 0
    shown: list[Stretch] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.total - len(self.shown)


def by_day(rows: OccurrenceQuerySet, days: Period, most: int) -> dict[date, Day]:
    """Every day of a period with two ends; of each at most so many dates. Takes two queries.

    ``rows`` are the dates that touch the period.
    """
    one_day, counts = _of_one_day(rows.filter(last_day=F("first_day")), most)
    several = rows.filter(last_day__gt=F("first_day")).values_list(*Stretch._fields)
    return laid_out(days, one_day, counts, map(Stretch._make, several), most)


def laid_out(
    days: Period,
    one_day: Sequence[Stretch],
    counts: Mapping[date, int],
    several: Iterable[Stretch],
    most: int,
) -> dict[date, Day]:
    """Puts dates on the days that they touch.

    ``one_day`` are the first dates of one day, ``counts`` how many of those each day has.
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
        del known.shown[most:]
    return found


def _of_one_day(rows: OccurrenceQuerySet, most: int) -> tuple[list[Stretch], dict[date, int]]:
    """The first few of each day, and how many each day has."""
    ranked = rows.order_by().annotate(
        place=Window(RowNumber(), partition_by="first_day", order_by=_ORDER),
        on_this_day=Window(Count("pk"), partition_by="first_day"),
    )
    wanted = ranked.filter(place__lte=most).values_list(*Stretch._fields, "on_this_day")
    stretches, counts = [], {}
    for *parts, count in wanted:
        stretch = Stretch(*parts)
        stretches.append(stretch)
        counts[stretch.first_day] = count
    return stretches, counts
