"""A month as a table of weeks: ``agenda/_month.html``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from events.models import Occurrence
from events.when import day_in_words
from search.agenda.entries import full_entries, short_entry, short_rows
from search.agenda.hours import begins_on
from search.agenda.matching_dates import MatchingDates
from search.agenda.navigation import navigation, steps
from search.agenda.nearest import nearest
from search.agenda.parameters import LIST, WEEK, AgendaQuery
from search.agenda.per_day import Day, by_day
from search.agenda.period import DAYS_IN_WEEK, Period, days_of, week_of
from search.agenda.words import count_in_words, near_day

#: So many dates stand in a cell; a click away is the whole day.
MOST_IN_A_CELL = 4
#: So many characters of a title fit into a cell.
MOST_OF_A_TITLE = 50
#: So many dates of the chosen day stand below the table.
MOST_BELOW = 20
#: Where that is on the page.
CHOSEN_DAY = "chosen-day"


@dataclass(frozen=True)
class Cell:
    """One day in the table. ``url`` shows it below the table; empty when it has nothing.

    ``is_outside`` marks a day of the month before or after, in a week that both share.
    """

    day: date
    is_today: bool
    is_chosen: bool
    is_outside: bool
    total: int
    count: str
    more: int
    url: str
    entries: list[dict[str, Any]]


@dataclass(frozen=True)
class Week:
    """``number`` is that of ISO 8601; ``url`` shows the week alone."""

    number: int
    url: str
    cells: list[Cell]


def weeks_of(month: Period) -> list[list[date]]:
    """The days of the weeks that a month touches, from Monday to Sunday each."""
    days = whole_weeks(month)
    if days.first is None or days.last is None:
        return []
    every = days_of(days.first, days.last)
    return [every[n : n + DAYS_IN_WEEK] for n in range(0, len(every), DAYS_IN_WEEK)]


def whole_weeks(month: Period) -> Period:
    """From the Monday before a month or on its first day, to the Sunday after or on its last."""
    if month.first is None or month.last is None:
        return month
    return Period(week_of(month.first).first, week_of(month.last).last)


def month_context(dates: MatchingDates, path: str) -> dict[str, Any]:
    query, month = dates.query, dates.query.period
    grid = whole_weeks(month)
    found = by_day(
        dates.touching(grid).known_to_the_day(), grid.within(query.chosen), MOST_IN_A_CELL
    )
    chosen = chosen_day(query, found)
    draw = _Drawing(query, path, chosen, short_rows(found.values()))
    weeks = weeks_of(month)
    return {
        "results_template": "agenda/_month.html",
        "weekdays": [
            {"name": date_format(day, "l"), "short": date_format(day, "D")} for day in weeks[0]
        ],
        "weeks": [draw.week(days, found) for days in weeks],
        "chosen_day": the_day(dates, found[chosen], path) if chosen else None,
        "nearest": None if chosen else nearest(dates, path),
        **navigation(query, steps(query), path),
    }


def chosen_day(query: AgendaQuery, found: Mapping[date, Day]) -> date | None:
    """The day to show below the table: the one that is asked for or the next that has something,
    else the first of the month that has; None when none has."""
    busy = [day for day, known in found.items() if known.total and query.period.holds(day)]
    return next((day for day in busy if day >= query.day), busy[0] if busy else None)


@dataclass(frozen=True)
class _Drawing:
    """What all cells of one table have in common."""

    query: AgendaQuery
    path: str
    chosen: date | None
    rows: Mapping[int, Occurrence]

    def week(self, days: list[date], found: Mapping[date, Day]) -> Week:
        return Week(
            number=days[0].isocalendar().week,
            url=self.query.seen_as(WEEK).at(days[0]).url(self.path),
            cells=[self._cell(day, found.get(day) or Day(day)) for day in days],
        )

    def _cell(self, day: date, known: Day) -> Cell:
        return Cell(
            day=day,
            is_today=day == self.query.today,
            is_chosen=day == self.chosen,
            is_outside=not self.query.period.holds(day),
            total=known.total,
            count=count_in_words(known.total),
            more=known.more,
            url=f"{self.query.at(day).url(self.path)}#{CHOSEN_DAY}" if known.total else "",
            entries=[
                short_entry(row, day, begins_on(row, day), MOST_OF_A_TITLE)
                for stretch in known.shown
                if (row := self.rows.get(stretch.pk))
            ],
        )


def the_day(dates: MatchingDates, known: Day, path: str) -> dict[str, Any]:
    """Everything on one day, or the first of it: ``agenda/_chosen_day.html``."""
    query, day, shown = dates.query, known.day, known.shown
    if known.more:
        rows = dates.touching(Period(day, day)).known_to_the_day()
        shown = by_day(rows, Period(day, day), MOST_BELOW)[day].shown
    entries = full_entries([stretch.pk for stretch in shown], day)
    return {
        "day": day,
        "heading": day_in_words(day),
        "near": near_day(day, query.today),
        "count": count_in_words(known.total),
        "entries": [entries[stretch.pk] for stretch in shown if stretch.pk in entries],
        "more": known.total - len(shown),
        "list_url": query.seen_as(LIST).at(day).url(path),
    }
