"""The context of the agenda: that of a page of search, with dates in the place of results."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from events.models import Event
from search.agenda.listed import list_context
from search.agenda.matching_dates import MatchingDates
from search.agenda.month import month_context
from search.agenda.navigation import canonical, is_far
from search.agenda.parameters import LIST, MAP, MONTH, PRINT, WEEK, AgendaQuery, Asked
from search.agenda.printed import print_context
from search.agenda.provinces import map_context
from search.agenda.subscribe import subscription
from search.agenda.week import week_context
from search.agenda.words import count_in_words, period_in_words, view_names
from search.answer import Answer, answer_to, plain_answer
from search.engines import EngineUnavailableError
from search.formats import download_links
from search.page import page_context
from search.querystring import Notice
from search.titles import title_of

#: Views of which a page without much chosen is of use to somebody who comes from elsewhere.
FOR_SEARCH_ENGINES = frozenset({LIST, MONTH})

_CONTENTS = {
    LIST: list_context,
    MONTH: month_context,
    WEEK: week_context,
    MAP: map_context,
    PRINT: print_context,
}


def agenda_context(path: str, asked: Asked) -> dict[str, Any]:
    """Everything the page shows.

    When the engine is away the database gives every date of the period, and a notice says so.
    """
    # Only numbers are asked for; what is shown are dates, which the table knows.
    parsed = replace(asked.parsed, query=replace(asked.query, per_page=1))
    answer = answer_to(parsed, asked.words, path)
    if not answer.is_degraded:
        try:
            return _context(path, asked, answer)
        except EngineUnavailableError as fault:
            # It went away between two questions.
            answer = plain_answer(parsed, asked.words, fault)
    notices = (*asked.parsed.notices, _without_engine(asked.query))
    return _context(path, asked, replace(answer, notices=notices))


def _context(path: str, asked: Asked, answer: Answer) -> dict[str, Any]:
    query, total = asked.query, answer.results.total
    dates = MatchingDates(query, has_engine=not answer.is_degraded, total=total)
    contents = _CONTENTS[query.view](dates, path)
    context = page_context(path, Event.kind, answer)
    period = period_in_words(query)
    chosen = [chip["label"] for chip in context["chips"]]
    return {
        **context,
        "heading": _("Calendar"),
        "breadcrumbs": [{"label": _("Calendar"), "url": ""}],
        "page_title": title_of(_title(query, period), query, chosen),
        "period": period,
        "count": "" if answer.is_degraded else count_in_words(total),
        "hidden_fields": [pair for pair in context["hidden_fields"] if pair[0] != "on"],
        "subscribe": subscription(query, answer.words),
        "downloads": None if answer.is_degraded else _downloads(query, total, path),
        "noindex": context["noindex"] or query.view not in FOR_SEARCH_ENGINES or is_far(query),
        "canonical_path": canonical(query).url(path),
        **contents,
    }


def _title(query: AgendaQuery, period: str) -> str:
    """What is shown. A map and a page for paper have the days of a list, so they say what they are."""
    view = view_names()[query.view] if query.view in {MAP, PRINT} else ""
    return " – ".join(part for part in (view, period, _("Calendar")) if part)


def _downloads(query: AgendaQuery, total: int, path: str) -> dict[str, Any]:
    """Files of the days that are shown, and a feed of the filters."""
    feed = download_links(query.without_period(), total, path)["feed_url"]
    return download_links(query.as_search(), total, path) | {"feed_url": feed}


def _without_engine(query: AgendaQuery) -> Notice:
    if query.needs_engine:
        return _(
            "Searching and filtering do not work at the moment. This is everything on the calendar; "
            "your filters are kept in the address but do not count now."
        )
    return _("Filtering does not work at the moment. This is everything on the calendar.")
