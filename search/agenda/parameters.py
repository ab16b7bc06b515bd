"""What an address of the agenda asks for: a question about events, a view, and a period.

An ``AgendaQuery`` is a ``SearchQuery``, so filters, chips, forms and links keep the view and the
period without knowing of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Self

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from search.agenda.period import Period, later, month_of, week_of
from search.answer import read
from search.labels import Vocabulary
from search.query import DEFAULT_SORT, SearchQuery
from search.querystring import Notice, ParsedQuery
from taxonomy.days import read_day

LIST, MONTH, WEEK, MAP, PRINT = "list", "month", "week", "map", "print"
VIEWS = (LIST, MONTH, WEEK, MAP, PRINT)
#: How many days stand on a page for a notice board.
PRINTED_DAYS = 28


@dataclass(frozen=True)
class AgendaQuery(SearchQuery):
    """``on`` is a day of the period shown; without one it is today, as far as the dates allow.

    ``known`` are the days between which the calendar has something, today included.
    """

    view: str = LIST
    on: date | None = None
    today: date = field(default_factory=timezone.localdate, compare=False)
    known: Period = field(default_factory=Period, compare=False)
    #: Asks for other days than those of the period, whatever dates were chosen.
    window: Period | None = field(default=None, compare=False)

    @property
    def chosen(self) -> Period:
        """The dates that the visitor filters by."""
        return Period(self.date_from, self.date_to)

    @property
    def day(self) -> date:
        """The day that says which month or week is shown."""
        return self.known.nearest(self.on or self.chosen.nearest(self.today))

    @property
    def start(self) -> date | None:
        """Where a list begins; None when all that is asked for is over: then with the first."""
        if self.on:
            return self.known.nearest(self.on)
        if self.date_from:
            return self.date_from
        return None if self.date_to and self.date_to < self.today else self.today

    @property
    def shown_day(self) -> date:
        """A day of what the page shows, whatever the view."""
        if self.view in {MONTH, WEEK}:
            return self.day
        return self.known.nearest(self.start or self.day)

    @property
    def period(self) -> Period:
        """The days that the page is about, before the chosen dates narrow them."""
        if self.view == MONTH:
            return month_of(self.day)
        if self.view == WEEK:
            return week_of(self.day)
        if self.view == PRINT and (self.on or not self.date_to):
            first = self.start or self.day
            return Period(first, later(first, PRINTED_DAYS - 1))
        return Period(self.start)

    @property
    def shown(self) -> Period:
        """The days of which dates can stand on the page."""
        return self.period.within(self.chosen)

    @property
    def days(self) -> tuple[date | None, date | None]:
        asked = self.window or self.shown
        return asked.first, asked.last

    @property
    def needs_engine(self) -> bool:
        """Whether anything but dates narrows: those the database knows itself."""
        return bool(self.text or self.selected) or not self.national

    def seen_as(self, view: str) -> Self:
        return replace(self, view=view, page=1)

    def at(self, day: date | None) -> Self:
        """The period of another day; None is that of today."""
        return replace(self, on=day, page=1)

    def about(self, window: Period) -> Self:
        """The same question about other days, for the engine; not for an address."""
        return replace(self, window=window)

    def without_period(self) -> Self:
        """The filters alone: what somebody subscribes to, whatever page they are on."""
        return replace(self, view=LIST, on=None, page=1)

    def as_search(self) -> SearchQuery:
        """The same question without a view: the period as dates, in the order of the dates."""
        asked = {part.name: getattr(self, part.name) for part in fields(SearchQuery)}
        first, last = self.days
        sort = self.sort if self.sort != DEFAULT_SORT else "date"
        return SearchQuery(**{**asked, "date_from": first, "date_to": last, "sort": sort})

    def parameters(self) -> Iterator[tuple[str, str]]:
        # By day an order and a number of results mean nothing.
        left_out = {"sort", "per_page", "page"}
        yield from (pair for pair in super().parameters() if pair[0] not in left_out)
        if self.view != LIST:
            yield "view", self.view
        if self.on:
            yield "on", self.on.isoformat()
        if self.page != 1:
            yield "page", str(self.page)


@dataclass(frozen=True)
class Asked:
    """What an address of the agenda asks for; ``parsed`` has the query too, with the notices."""

    query: AgendaQuery
    parsed: ParsedQuery
    words: Vocabulary


def read_agenda(data: QueryDict, known: Period) -> Asked:
    """The question in an address, about events; ``known`` as in ``AgendaQuery``."""
    parsed, words = read(data, Event.kind)
    view, about_view = _view(data)
    on, about_day = _day(data)
    asked = {part.name: getattr(parsed.query, part.name) for part in fields(SearchQuery)}
    query = AgendaQuery(**asked, view=view, on=on, known=known)
    if on and not known.holds(on):
        query = query.at(known.nearest(on))
        about_day = (_("The calendar has nothing that far away. This is as far as it goes."),)
    if query.on and query.shown.is_empty:
        # Other dates were chosen since: a period outside of them would show nothing.
        query = replace(query, on=None)
    notices = (*parsed.notices, *about_view, *about_day)
    return Asked(query, replace(parsed, query=query, notices=notices), words)


def _view(data: QueryDict) -> tuple[str, tuple[Notice, ...]]:
    raw = data.get("view", "")
    if not raw or raw in VIEWS:
        return raw or LIST, ()
    return LIST, (_("The view in this address does not exist. This is the list."),)


def _day(data: QueryDict) -> tuple[date | None, tuple[Notice, ...]]:
    raw = data.get("on", "").strip()
    if not raw:
        return None, ()
    try:
        return read_day(raw), ()
    except ValueError:
        return None, (_("The day in this address is not valid. This is what comes now."),)
