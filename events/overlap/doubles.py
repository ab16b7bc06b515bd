"""Events that are probably the proposed one, announced by somebody else."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from events.models import Event, Occurrence
from events.overlap import intervals
from events.overlap.candidates import around, on_days, others
from events.overlap.likeness import Look, Sign, alike, signs_of_double
from events.overlap.proposal import Place, Proposal, place_of, titles_of

#: More than this is not a double but a habit.
MOST = 5
MOST_COMPARED = 100


@dataclass(frozen=True)
class Double:
    """An event that looks like the proposal, the date of it that does, and the signs of it."""

    event: Event
    date: Occurrence
    signs: tuple[Sign, ...]


def doubles_of(proposal: Proposal) -> list[Double]:
    """Probable doubles of a proposal that has a title, in the order of their dates.

    Every region and audience counts: whoever announced it too may have classified it otherwise.
    """
    if not any(proposal.titles):
        return []
    look = Look(proposal.titles, proposal.place, proposal.provinces, proposal.organisations)
    found: list[Double] = []
    for date in _dates_with_a_title_like(proposal):
        signs = signs_of_double(look, look_of(date))
        if signs and all(double.event.pk != date.event_id for double in found):
            found.append(Double(date.event, date, signs))
            if len(found) == MOST:
                break
    return found


def look_of(date: Occurrence) -> Look:
    """What one date of an event looks like; a date of a series may have a place of its own."""
    event = date.event
    return Look(
        titles=titles_of(event),
        place=place_of_date(date),
        provinces=frozenset(province.pk for province in event.provinces.all()),
        organisations=frozenset(party.pk for party in event.organisations.all()),
    )


def place_of_date(date: Occurrence) -> Place:
    usual = place_of(date.event)
    if date.change is None:
        return usual
    moved = place_of(_AsChanged(date))
    return moved if moved.is_known or moved.online else usual


class _AsChanged:
    """One date of a series with the place that it has itself, else that of the series."""

    def __init__(self, date: Occurrence) -> None:
        self.status = date.status
        self.location_name = date.value("location_name")
        self.location_address = date.value("location_address")
        self.online_url = date.value("online_url")


def _dates_with_a_title_like(proposal: Proposal) -> Iterator[Occurrence]:
    """Those on the same days; their titles are read before anything else about them."""
    rows = on_days(others(proposal), around(proposal, 0)).order_by()
    named = rows.values_list("pk", "event__title", "event__title_en")
    keys = [pk for pk, *titles in named if alike(proposal.titles, filter(None, titles))]
    dates = with_looks(Occurrence.objects.filter(pk__in=keys[:MOST_COMPARED]))
    for date in dates.order_by("starts_at", "pk"):
        if any(intervals.share_a_day(date, span) for span in proposal.spans):
            yield date


def with_looks(dates: "QuerySet[Occurrence]") -> "QuerySet[Occurrence]":
    """With everything `look_of` reads, in a fixed number of queries."""
    return (
        dates.select_related("event", "event__scale", "change")
        .defer("event__body", "event__body_en")
        .prefetch_related("event__provinces", "event__organisations")
    )
