"""The list by day, as a template shows it: ``agenda/_list.html``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from events.when import day_in_words
from search.agenda.day_list import ListPage, list_page
from search.agenda.entries import Entry, full_entries
from search.agenda.matching_dates import MatchingDates
from search.agenda.navigation import navigation
from search.agenda.nearest import nearest
from search.agenda.words import near_day


@dataclass(frozen=True)
class Group:
    """The dates under one heading. ``near`` is "Today" or "Tomorrow" or nothing."""

    id: str
    heading: str
    entries: list[Entry] = field(default_factory=list)
    near: str = ""
    day: date | None = None


def list_context(dates: MatchingDates, path: str) -> dict[str, Any]:
    query = dates.query
    page = list_page(dates)
    entries = full_entries(page.keys)
    around = (page.earlier, page.later)
    return {
        "results_template": "agenda/_list.html",
        "groups": groups_of(page, entries, query.today),
        "going_on": [entries[key] for key in page.going_on if key in entries],
        "more_going_on": page.more_going_on,
        "numbers": page.numbers,
        "nearest": nearest(dates, path) if page.is_empty else None,
        **navigation(query, around, path),
    }


def groups_of(page: ListPage, entries: Mapping[int, Entry], today: date) -> list[Group]:
    """Days with their dates; old facts stand under their month or year, not under a day."""
    found: list[Group] = []
    roughly: dict[str, Group] = {}
    for day, keys in page.days:
        known = [entries[key] for key in keys if key in entries]
        for entry in known:
            if entry.roughly and entry.roughly not in roughly:
                roughly[entry.roughly] = Group(f"{day.isoformat()}-{len(found)}", entry.roughly)
                found.append(roughly[entry.roughly])
            if entry.roughly:
                roughly[entry.roughly].entries.append(entry)
        exact = [entry for entry in known if not entry.roughly]
        if exact:
            found.append(
                Group(day.isoformat(), day_in_words(day), exact, near_day(day, today), day)
            )
    return found
