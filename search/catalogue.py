"""Registers the catalogue's models, and reads their live rows for indexing."""

from collections.abc import Collection, Iterator
from typing import Any

from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from search import documents, gathering, registry
from search.document import SearchDocument
from search.labels import vocabulary
from search.registry import Source

CHUNK = 500


def register_catalogue() -> None:
    """In the order in which the kinds stand in the filters."""
    for model, gather, build in (
        (Initiative, gathering.gather_for_initiatives, documents.initiative_document),
        (Offer, gathering.gather_for_offers, documents.offer_document),
        (Practice, gathering.gather_for_practices, documents.practice_document),
        (Organisation, gathering.gather_for_organisations, documents.organisation_document),
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


def live_documents(source: Source) -> Iterator[SearchDocument]:
    words = vocabulary()
    return (source.build(item, words) for item in live_items(source))


def all_documents() -> Iterator[SearchDocument]:
    """What the index should hold: every live item of every kind."""
    for source in registry.sources():
        yield from live_documents(source)
