"""From one period to another, and from one view to another; every link keeps the filters."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from search.agenda.parameters import MAP, MONTH, PRINT, PRINTED_DAYS, WEEK, AgendaQuery
from search.agenda.period import (
    DAYS_IN_WEEK,
    Period,
    day_before,
    earlier,
    month_later,
    month_of,
    months,
    next_day,
)
from search.agenda.words import month_in_words, view_names, week_in_short

#: Pages of months further away than this are not for search engines.
MONTHS_NEARBY = 12


@dataclass(frozen=True)
class Step:
    """A link to another period."""

    label: str
    url: str


def steps(query: AgendaQuery) -> tuple[AgendaQuery | None, AgendaQuery | None]:
    """The period before and the one after; None where the calendar has nothing more.

    A list knows only from its dates where it goes on: `search.agenda.day_list`.
    """
    first, last = query.period.first, query.period.last
    if first is None or last is None or query.view == MAP:
        return None, None
    before, after = _starts(query, first, last)
    known_first, known_last = query.known.first, query.known.last
    has_before = known_first is None or day_before(first) >= known_first
    has_after = known_last is None or next_day(last) <= known_last
    return (
        _to(query, before) if has_before and day_before(first) < first else None,
        _to(query, after) if has_after and next_day(last) > last else None,
    )


def _starts(query: AgendaQuery, first: date, last: date) -> tuple[date, date]:
    if query.view == MONTH:
        return month_later(first, -1), month_later(first, 1)
    if query.view == WEEK:
        return earlier(first, DAYS_IN_WEEK), next_day(last)
    return earlier(first, PRINTED_DAYS), next_day(last)


def _to(query: AgendaQuery, day: date) -> AgendaQuery:
    """A period, without a day in the address when it is the one that shows by itself."""
    by_itself, wanted = query.at(None), query.at(day)
    return by_itself if by_itself.period == wanted.period else wanted


def canonical(query: AgendaQuery) -> AgendaQuery:
    """The one address of a month, whichever of its days is chosen."""
    first = query.period.first
    return _to(query, first) if query.view == MONTH and query.on and first else query


def navigation(
    query: AgendaQuery, around: tuple[AgendaQuery | None, AgendaQuery | None], path: str
) -> dict[str, Any]:
    """The context of ``agenda/_navigation.html``; ``around`` are the period before and after."""
    before, after = around
    back, on = _("Earlier"), _("Later")
    if query.view == PRINT:
        back, on = _("Four weeks earlier"), _("Four weeks later")
    elif query.period.first == query.today:
        # Nobody looks under "earlier" for what is over.
        back = _("Past events")
    return {
        "views": [
            {
                "name": name,
                "label": label,
                "url": query.seen_as(name).url(path),
                "current": name == query.view,
            }
            for name, label in view_names().items()
        ],
        "before": _step(before, back, path),
        "after": _step(after, on, path),
        # The link that says where one is when nothing is chosen; there it would lead nowhere.
        "today_url": query.at(None).url(path) if query.on or query.page > 1 else "",
        "months": _months(query),
    }


def _step(query: AgendaQuery | None, label: str, path: str) -> Step | None:
    if query is None:
        return None
    if query.view == MONTH:
        label = month_in_words(query.day)
    elif query.view == WEEK:
        label = week_in_short(query.period)
    return Step(label, query.url(path))


def _months(query: AgendaQuery) -> list[dict[str, Any]]:
    """The months to jump to, by year; the one that is shown stands for exactly what is shown."""
    first, last = query.known.first, query.known.last
    if first is None or last is None:
        return []
    shown = month_of(query.shown_day)
    options = [
        {
            "value": _value(query, month, shown),
            "label": month_in_words(month),
            "selected": month == shown.first,
            "year": month.year,
        }
        for month in months(first, last)
    ]
    return [
        {"year": year, "months": list(of_year)}
        for year, of_year in groupby(options, key=lambda option: option["year"])
    ]


def _value(query: AgendaQuery, month: date, shown: Period) -> str:
    if month == shown.first:
        return query.on.isoformat() if query.on else ""
    return month.isoformat()


def is_far(query: AgendaQuery) -> bool:
    """Whether a month is so far away that only people have business there."""
    if query.view != MONTH:
        return query.on is not None
    nearby = Period(
        month_later(query.today, -MONTHS_NEARBY), month_later(query.today, MONTHS_NEARBY)
    )
    return not nearby.holds(query.day.replace(day=1))
