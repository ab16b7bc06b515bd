"""Four weeks for a notice board: ``agenda/print.html``."""

from typing import Any

from django.conf import settings

from search.agenda.day_list import ListPage, by_day, going_on
from search.agenda.entries import full_entries
from search.agenda.listed import groups_of
from search.agenda.matching_dates import MatchingDates
from search.agenda.navigation import navigation, steps
from search.agenda.nearest import nearest
from search.agenda.parameters import LIST

#: About as many as eight pages of A4 have room for.
MOST_PRINTED = 150


def print_context(dates: MatchingDates, path: str) -> dict[str, Any]:
    query = dates.query
    found = dates.following(query.period, MOST_PRINTED + 1)
    keys, more = going_on(dates)
    page = ListPage(days=by_day(found[:MOST_PRINTED]), going_on=keys, more_going_on=more)
    entries = full_entries(page.keys)
    listed = query.seen_as(LIST)
    return {
        # What HTMX would get, although no link of the page asks for it.
        "results_template": "agenda/_list.html",
        "groups": groups_of(page, entries, query.today),
        "going_on": [entries[key] for key in page.going_on if key in entries],
        "more_going_on": more,
        "has_more": len(found) > MOST_PRINTED,
        "nearest": nearest(dates, path) if page.is_empty else None,
        "list_url": listed.url(path),
        "address": f"{settings.BASE_URL}{listed.url(path)}",
        "today": query.today,
        **navigation(query, steps(query), path),
    }
