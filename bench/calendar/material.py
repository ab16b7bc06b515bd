"""Reads from the database what there is to ask for. Django must be set up for the site."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone, translation

from bench.addresses import FILTERS
from bench.calendar.addresses import CalendarMaterial
from events.models import Event, Occurrence
from search.engines import get_engine
from search.query import SearchQuery

EVENTS = SearchQuery(fixed={"kind": ("event",)}, per_page=1)
#: The filter of a feed that is measured gives about so many events.
FEED_EVENTS = 1_000


@dataclass(frozen=True)
class Feed:
    """A filtered feed: its querystring, and the events in it."""

    querystring: str
    keys: list[int]


def read_pages() -> CalendarMaterial:
    counts = get_engine().search(EVENTS).facets
    pages = {}
    for language in ("nl", "en"):
        with translation.override(language):
            pages[language] = reverse("events:event_list")
    values = {
        name: sorted(found, key=lambda value: -found[value])
        for name in FILTERS
        if (found := counts.get(name, {}))
    }
    connection.close()
    return CalendarMaterial(pages, values, timezone.localdate())


def sizes() -> tuple[int, int, int]:
    """Live events, their dates, and the dates of the fullest month."""
    months = Occurrence.objects.annotate(month=TruncMonth("first_day")).values("month")
    fullest = months.annotate(dates=Count("pk")).order_by("-dates").first()
    found = Event.objects.live().count(), Occurrence.objects.count()
    connection.close()
    return *found, fullest["dates"] if fullest else 0


def feed_of(wanted: int = FEED_EVENTS) -> Feed:
    """The filter on a province and a target group that gives about so many events.

    What is national is left out, because it would be in every feed.
    """
    engine = get_engine()
    since = timezone.localdate() - timedelta(days=730)
    query = replace(EVENTS, national=False, date_from=since)
    facets = engine.search(query).facets
    choices = [
        replace(query, selected={"province": (province,), **groups})
        for province in facets.get("province", {})
        for groups in ({}, *({"target_group": (g,)} for g in facets.get("target_group", {})))
    ]
    best = min(choices, key=lambda each: abs(engine.search(each).total - wanted))
    return Feed(best.canonical_querystring(), engine.keys(best, 60_000))
