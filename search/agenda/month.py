"""A month as a table of weeks: ``agenda/_month.html``."""

from collections.abc import Iterable, Mapping
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
from search.agenda.nearest import known_roughly, nearest
from search.agenda.parameters import LIST, WEEK, AgendaQuery
from search.agenda.per_day import BusyDays, Day
from search.agenda.period import DAYS_IN_WEEK, Period, days_of, week_of
from search.agenda.words import count_in_words, near_day

#: So many dates stand in a cell; a click away is the whole day.
MOST_IN_A_CELL = 3
#: So many characters of a title fit into a cell.
MOST_OF_A_TITLE = 50
#: So many dates of the chosen day stand below the table.
MOST_BELOW = 15
#: Where that is on the page.
CHOSEN_DAY = "chosen-day"


@dataclass(frozen=True)
class Cell:
    """One day in the table. ``url`` shows it below the table; empty when it has nothing.

    ``kinds``: "today", "chosen", and "outside" for a day of the month before or after, in a week
    that both share.
    """

    day: date
    kinds: tuple[str, ...]
    month: str
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
    busy = BusyDays(dates.of_events_in(grid), grid.within(query.chosen))
    chosen = chosen_day(query, busy.totals)
    found = busy.shown(MOST_IN_A_CELL, chosen, MOST_BELOW)
    below = [stretch.pk for stretch in found[chosen].shown] if chosen else []
    draw = _Drawing(query, path, chosen, short_rows(_in_cells(found.values())))
    weeks = weeks_of(month)
    return {
        "results_template": "agenda/_month.html",
        "weekdays": [
            {"name": date_format(day, "l"), "short": date_format(day, "D")} for day in weeks[0]
        ],
        "weeks": [draw.week(days, found) for days in weeks],
        "chosen_day": the_day(query, found[chosen], below, path) if chosen else None,
        "nearest": None if chosen else nearest(dates, path),
        "known_roughly": known_roughly(dates, path),
        **navigation(query, steps(query), path),
    }


def chosen_day(query: AgendaQuery, totals: Mapping[date, int]) -> date | None:
    """The day to show below the table: the one that is asked for or the next that has something,
    else the first of the month that has; None when none has."""
    busy = [day for day in totals if query.period.holds(day)]
    return next((day for day in busy if day >= query.day), busy[0] if busy else None)


def _in_cells(days: Iterable[Day]) -> set[int]:
    return {stretch.pk for known in days for stretch in known.shown[:MOST_IN_A_CELL]}


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
        shown = known.shown[:MOST_IN_A_CELL]
        is_today, is_chosen = day == self.query.today, day == self.chosen
        kinds = {
            "outside": not self.query.period.holds(day),
            "today": is_today,
            "chosen": is_chosen,
        }
        return Cell(
            day=day,
            kinds=tuple(kind for kind, applies in kinds.items() if applies),
            month=date_format(day, "F"),
            total=known.total,
            count=count_in_words(known.total) if known.total else "",
            more=known.total - len(shown),
            url=f"{self.query.at(day).url(self.path)}#{CHOSEN_DAY}" if known.total else "",
            entries=[
                short_entry(row, day, begins_on(row, day), MOST_OF_A_TITLE)
                for stretch in shown
                if (row := self.rows.get(stretch.pk))
            ],
        )


def the_day(query: AgendaQuery, known: Day, keys: list[int], path: str) -> dict[str, Any]:
    """One day with its first dates in full: ``agenda/_chosen_day.html``."""
    entries = full_entries(keys, known.day)
    return {
        "day": known.day,
        "heading": day_in_words(known.day),
        "near": near_day(known.day, query.today),
        "count": count_in_words(known.total),
        "entries": [entries[key] for key in keys if key in entries],
        "more": known.total - len(keys),
        "list_url": query.seen_as(LIST).at(known.day).url(path),
    }
