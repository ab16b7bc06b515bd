"""A week, day beside day: ``agenda/_week.html``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format

from events.models import Occurrence
from search.agenda.entries import short_entry, short_rows
from search.agenda.hours import hours_on
from search.agenda.matching_dates import MatchingDates
from search.agenda.navigation import navigation, steps
from search.agenda.nearest import known_roughly, nearest
from search.agenda.parameters import LIST
from search.agenda.per_day import BusyDays, Day
from search.agenda.period import days_of
from search.agenda.words import count_in_words, near_day

#: More on one day would make the others hard to find.
MOST_ON_A_DAY = 15
#: So many characters of a title fit into a column.
MOST_OF_A_TITLE = 90


@dataclass(frozen=True)
class Column:
    """One day: what takes all of it, and what has a time. ``url`` is its list."""

    day: date
    weekday: str
    date: str
    near: str
    total: int
    count: str
    more: int
    url: str
    whole_day: list[dict[str, str]]
    timed: list[dict[str, str]]


def week_context(dates: MatchingDates, path: str) -> dict[str, Any]:
    query, days = dates.query, dates.query.period
    busy = BusyDays(dates.of_events_in(days), days.within(query.chosen))
    found = busy.shown(MOST_ON_A_DAY)
    read = short_rows({stretch.pk for known in found.values() for stretch in known.shown})
    first, last = days.first or query.day, days.last or query.day
    return {
        "results_template": "agenda/_week.html",
        "columns": [
            _column(
                found.get(day) or Day(day), read, query.today, query.seen_as(LIST).at(day).url(path)
            )
            for day in days_of(first, last)
        ],
        "nearest": None if busy.totals else nearest(dates, path),
        "known_roughly": known_roughly(dates, path),
        **navigation(query, steps(query), path),
    }


def _column(known: Day, rows: Mapping[int, Occurrence], today: date, url: str) -> Column:
    shown = [rows[stretch.pk] for stretch in known.shown if stretch.pk in rows]
    whole = [row for row in shown if _takes_all_of(row, known.day)]
    timed = [row for row in shown if not _takes_all_of(row, known.day)]
    return Column(
        day=known.day,
        weekday=date_format(known.day, "l"),
        date=date_format(known.day, "j F"),
        near=near_day(known.day, today),
        total=known.total,
        count=count_in_words(known.total),
        more=known.more,
        url=url,
        whole_day=[short_entry(row, known.day, "", MOST_OF_A_TITLE) for row in whole],
        timed=[
            short_entry(row, known.day, hours_on(row, known.day), MOST_OF_A_TITLE) for row in timed
        ],
    )


def _takes_all_of(row: Occurrence, day: date) -> bool:
    return row.all_day or row.first_day < day < row.last_day
