"""The list by day: whole days, about forty dates to a page, and where the list goes on.

Something of several days stands once, on its first day, with its last day in words; what had
begun before the page begins goes first. In the month and the week it stands on all of its days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import Http404
from django.utils.translation import gettext as _

from search.agenda.matching_dates import Mark, MatchingDates
from search.agenda.parameters import AgendaQuery
from search.agenda.period import Period, day_before, next_day
from search.agenda.whole_days import ENOUGH, TO_READ, whole_days

#: What goes on for months must not push away what begins today.
MOST_GOING_ON = 10


@dataclass(frozen=True)
class ListPage:
    """``going_on`` and ``days`` hold keys of dates.

    ``numbers`` are the first and last of a crowded day that is shown in part, and its total.
    """

    days: tuple[tuple[date, tuple[int, ...]], ...]
    going_on: tuple[int, ...] = ()
    more_going_on: int = 0
    later: AgendaQuery | None = None
    earlier: AgendaQuery | None = None
    numbers: tuple[int, int, int] | None = None

    @property
    def keys(self) -> tuple[int, ...]:
        return (*self.going_on, *(key for _day, keys in self.days for key in keys))

    @property
    def is_empty(self) -> bool:
        return not self.days and not self.going_on


def list_page(dates: MatchingDates) -> ListPage:
    """The page that the question asks for; Http404 when a day has not so many pages."""
    query = dates.query
    found = dates.following(query.period, TO_READ)
    count = whole_days([mark.day for mark in found])
    if found and not count:
        return _page_of_a_day(dates, found[0].day)
    if query.page > 1:
        raise Http404(_("There are not so many pages."))
    running, more = going_on(dates)
    return ListPage(
        days=by_day(found[:count]),
        going_on=running,
        more_going_on=more,
        later=query.at(found[count].day) if count < len(found) else None,
        earlier=_earlier(dates, query.shown.first),
    )


def _page_of_a_day(dates: MatchingDates, day: date) -> ListPage:
    """Part of a day that has too much for one page."""
    query, rows = dates.query, dates.beginning_on(day)
    total = rows.count()
    first, last = (query.page - 1) * ENOUGH, min(query.page * ENOUGH, total)
    if first >= total:
        raise Http404(_("There are not so many pages."))
    running, more = going_on(dates) if query.page == 1 else ((), 0)
    following = dates.following(Period(next_day(day)), 1) if last == total else []
    here = query.at(day)
    if last < total:
        later: AgendaQuery | None = here.with_page(query.page + 1)
    else:
        later = query.at(following[0].day) if following else None
    return ListPage(
        days=((day, tuple(rows.in_order().values_list("pk", flat=True)[first:last])),),
        going_on=running,
        more_going_on=more,
        later=later,
        earlier=here.with_page(query.page - 1) if query.page > 1 else _earlier(dates, day),
        numbers=(first + 1, last, total),
    )


def _earlier(dates: MatchingDates, start: date | None) -> AgendaQuery | None:
    """The page of the days just before; None when there is nothing before."""
    if start is None:
        return None
    found = dates.preceding(Period(last=day_before(start)), TO_READ)
    if not found:
        return None
    count = whole_days([mark.day for mark in found])
    return dates.query.at(found[max(count, 1) - 1].day)


def going_on(dates: MatchingDates) -> tuple[tuple[int, ...], int]:
    """What had begun before the list begins, what ends first going first; and how much more."""
    start = dates.query.shown.first
    if start is None:
        return (), 0
    # Of an old fact nobody knows whether it went on.
    rows = dates.going_on(start).known_to_the_day().order_by("last_day", "pk")
    keys = list(rows.values_list("pk", flat=True))
    return tuple(keys[:MOST_GOING_ON]), max(len(keys) - MOST_GOING_ON, 0)


def by_day(marks: Sequence[Mark]) -> tuple[tuple[date, tuple[int, ...]], ...]:
    return tuple(
        (day, tuple(mark.pk for mark in of_day))
        for day, of_day in groupby(marks, key=lambda mark: mark.day)
    )
