"""Registers the catalogue's models, and reads their live rows for indexing."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from django.db import DatabaseError
from django.db.models import Q, QuerySet

from events.models import Event, Occurrence
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from publishing.models import Publication
from search import documents, gathering, registry
from search.document import SearchDocument
from search.labels import vocabulary
from search.registry import Source
from search.validity import turning_unconfirmed

# Told of an item that cannot be made into a document: its kind, its key and the fault.
Broken = Callable[[str, int, Exception], None]
Turns = Callable[[date, date], QuerySet[Any]]

CHUNK = 1000


def register_catalogue() -> None:
    """In the order in which the kinds stand in the filters."""
    for model, gather, build in (
        (Initiative, gathering.gather_for_initiatives, documents.initiative_document),
        (Offer, gathering.gather_for_offers, documents.offer_document),
        (Practice, gathering.gather_for_practices, documents.practice_document),
        (Organisation, gathering.gather_for_organisations, documents.organisation_document),
        (Event, gathering.gather_for_events, documents.event_document),
    ):
        meta = model._meta
        registry.register(
            Source(
                kind=model.kind,
                label=meta.verbose_name or model.kind,
                plural=meta.verbose_name_plural or model.kind,
                model=model,
                live=model.objects.live,
                gather=gather,
                build=build,
                turns=TURNS.get(model),
            )
        )


def live_items(source: Source, keys: Collection[int] | None = None) -> Iterator[Any]:
    """The live items of a kind, or those of some keys, with all that ``build`` reads.

    They come by key and in chunks, each read by itself: memory stays small, and no
    query stays open while somebody else wants to write.
    """
    rows = source.live().order_by("pk")
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    chunk = list(rows[:CHUNK])
    while chunk:
        source.gather(chunk)
        yield from chunk
        chunk = list(rows.filter(pk__gt=chunk[-1].pk)[:CHUNK])


def live_documents(source: Source, broken: Broken | None = None) -> Iterator[SearchDocument]:
    """The document of every live item of a kind.

    ``broken`` hears of items that cannot be made into one, and the others follow; without
    it the first of those ends it.
    """
    words = vocabulary()
    for item in live_items(source):
        try:
            document = source.build(item, words)
        except DatabaseError:
            raise
        except Exception as fault:
            if broken is None:
                raise
            broken(source.kind, item.pk, fault)
            continue
        yield document


def all_documents(broken: Broken | None = None) -> Iterator[SearchDocument]:
    """What the index should hold: every live item of every kind."""
    for source in registry.sources():
        yield from live_documents(source, broken)


def _turning_offers(first: date, last: date) -> QuerySet[Offer]:
    """Offers that begin or end between the days, or are not confirmed any more."""
    ended = Q(available_until__gte=first, available_until__lt=last)
    begun = Q(available_from__gt=first, available_from__lte=last)
    unconfirmed = turning_unconfirmed(Offer.objects.all(), first, last)
    return Offer.objects.filter(ended | begun | Q(pk__in=unconfirmed.values("pk")))


def _passing_events(first: date, last: date) -> QuerySet[Event]:
    """Events of which a date was still to come on the day ``first`` and is over on ``last``."""
    over = Occurrence.objects.filter(last_day__gte=first, last_day__lt=last)
    return Event.objects.filter(pk__in=over.values("event"))


def _unconfirmed(model: type[Publication]) -> Turns:
    return lambda first, last: turning_unconfirmed(model._default_manager.all(), first, last)


TURNS: dict[type[Publication], Turns] = {
    Offer: _turning_offers,
    Event: _passing_events,
    **{model: _unconfirmed(model) for model in (Initiative, Practice, Organisation)},
}
