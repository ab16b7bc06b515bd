"""The next dates to come: of an initiative, an organisation, a region or the whole site."""

from collections.abc import Collection
from datetime import datetime, time
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, prefetch_related_objects
from django.utils import timezone

from events.models import Event, Occurrence
from events.querysets import OccurrenceQuerySet
from events.when import machine_readable, when_in_words
from publishing.cards import card_of
from publishing.querysets import active_in
from taxonomy.localised import active_language
from taxonomy.models import Province, Region

#: Rows read at once for every event wanted, as a series has many.
_ROWS_PER_EVENT = 6


def coming_dates(rows: OccurrenceQuerySet, most: int) -> list[Occurrence]:
    """The next date of each of the first ``most`` events among ``rows`` that go ahead.

    What began before today is not "coming" any more. Mostly one query for the dates and one for
    their provinces; one more when a few series fill the first.
    """
    rows = _coming(rows).for_lists().order_by("starts_at", "pk")
    first: dict[int, Occurrence] = {}
    for _round in range(2):
        read = list(rows.exclude(event__in=first)[: most * _ROWS_PER_EVENT])
        for row in read:
            first.setdefault(row.event_id, row)
        if len(first) >= most or len(read) < most * _ROWS_PER_EVENT:
            break
    found = list(first.values())[:most]
    prefetch_related_objects([row.event for row in found], "provinces")
    return found


def count_coming(rows: OccurrenceQuerySet) -> int:
    """How many events `coming_dates` would find if it were asked for all of them."""
    return _coming(rows).aggregate(events=Count("event", distinct=True))["events"]


def _coming(rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
    now = timezone.now()
    today = timezone.make_aware(datetime.combine(timezone.localdate(now), time(0)))
    rows = rows.filter(event__live=True, starts_at__gte=today).not_over(now)
    return rows.going_ahead().known_to_the_day()


def dates_in_region(region: Region, provinces: Collection[Province]) -> OccurrenceQuerySet:
    """Dates of what the region leads, and of what takes place in its provinces."""
    of_event = Event.objects.filter(pk=OuterRef("event"))
    here = of_event.filter(Q(region=region) | active_in(Event, provinces))
    return Occurrence.objects.filter(Exists(here))


def coming_cards(rows: OccurrenceQuerySet, most: int) -> list[dict[str, Any]]:
    """The same as cards, see `components/card.html`."""
    return [card_of_date(row) for row in coming_dates(rows, most)]


def card_of_date(occurrence: Occurrence) -> dict[str, Any]:
    """The card of an event on one of its dates."""
    title = occurrence.text("title")
    return card_of(occurrence.event) | {
        "kind_label": occurrence.event.kind_label,
        "title": title.text,
        "title_lang": title.lang if title.lang != active_language() else "",
        "url": occurrence.get_absolute_url(),
        "when": when_in_words(occurrence),
        "machine": machine_readable(occurrence),
    }
