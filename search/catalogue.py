"""Registers the catalogue's models, and reads their live rows for indexing."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from publishing.models import Publication
from search import documents, registry
from search.document import SearchDocument
from search.labels import vocabulary
from search.registry import Source

CHUNK = 500
# What every builder reads; texts that no visitor sees stay in the database.
RELATIONS = ("scale", "region")
COLLECTIONS = ("provinces", *Publication.SUBJECT_FIELDS)
OWNED_RELATIONS = ("owner",)
OWNED_COLLECTIONS = ("organisations",)
INHERITED = tuple(f"initiative__{name}" for name in COLLECTIONS)


def register_catalogue() -> None:
    """In the order in which the kinds stand in the filters."""
    for model, build in (
        (Initiative, documents.initiative_document),
        (Offer, documents.offer_document),
        (Practice, documents.practice_document),
        (Organisation, documents.organisation_document),
    ):
        meta = model._meta
        registry.register(
            Source(
                kind=model.kind,
                label=meta.verbose_name or model.kind,
                plural=meta.verbose_name_plural or model.kind,
                model=model,
                live=_live_rows(model),
                build=build,
            )
        )


def live_documents(source: Source) -> Iterator[SearchDocument]:
    """Every live item of a kind, read in chunks so that memory stays small."""
    words = vocabulary()
    for item in source.live().order_by("pk").iterator(chunk_size=CHUNK):
        yield source.build(item, words)


def all_documents() -> Iterator[SearchDocument]:
    for source in registry.sources():
        yield from live_documents(source)


def _live_rows(model: type[Publication]) -> Any:
    relations, collections = [*RELATIONS], [*COLLECTIONS]
    if model is Organisation:
        relations.append("organisation_type")
    else:
        relations += OWNED_RELATIONS
        collections += OWNED_COLLECTIONS
    if model in (Initiative, Offer):
        relations.append("form")
    if model is Initiative:
        collections.append("facts")
    if model is Offer:
        relations += ["initiative", "initiative__scale"]
        collections += INHERITED
    if model is Practice:
        collections.append("proposed_provinces")

    def live() -> QuerySet[Any]:
        rows = model.objects.live()
        return rows.select_related(*relations).prefetch_related(*collections)

    return live
