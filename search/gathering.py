"""Gives live rows what their builders read, in a number of queries that does not grow with them.

A builder also works on a row without any of this: then each relation asks the database.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from events.models import Event, Occurrence
from initiatives.models import Initiative, Offer, Practice
from organisations.models import Organisation
from publishing.models import Publication
from taxonomy.reading import hold_terms, linked

TERMS = ("provinces", *Publication.SUBJECT_FIELDS)
INHERITED_TERMS = tuple(name for name in Offer.INHERITED_FIELDS if name in TERMS)
# What an item says of its organisations and its initiative; their long texts stay where they are.
PARTY_FIELDS = ("live", "ref", "title", "title_en", "abbreviation", "aliases")
INITIATIVE_FIELDS = ("live", "title", "title_en", "scale")


def gather_for_organisations(items: Sequence[Organisation]) -> None:
    _gather(items, TERMS, "organisation_type")


def gather_for_initiatives(items: Sequence[Initiative]) -> None:
    _gather_owned(items, TERMS, "form", "facts")


def gather_for_offers(items: Sequence[Offer]) -> None:
    initiatives = Prefetch("initiative", Initiative.objects.only(*INITIATIVE_FIELDS))
    _gather_owned(items, TERMS, "form", initiatives, "initiative__scale")
    parents = {item.initiative.pk: item.initiative for item in items if item.initiative}
    hold_terms(list(parents.values()), INHERITED_TERMS)


def gather_for_practices(items: Sequence[Practice]) -> None:
    rows = ("results", "conditions", "materials", "adoptions__region__provinces")
    _gather_owned(items, TERMS, *rows)


def gather_for_events(items: Sequence[Event]) -> None:
    initiatives = Prefetch("initiative", Initiative.objects.only(*INITIATIVE_FIELDS))
    dates = Prefetch("occurrences", Occurrence.objects.order_by("starts_at", "pk"))
    _gather_owned(items, TERMS, initiatives, dates)


def _gather_owned(items: Sequence[Any], terms: Sequence[str], *relations: str | Prefetch) -> None:
    parties = Organisation.objects.only(*PARTY_FIELDS)
    _gather(items, terms, Prefetch("owner", parties), *relations)
    taking_part = linked(items, "organisations", parties)
    for item in items:
        item.organisations = taking_part[item.pk]


def _gather(items: Sequence[Publication], terms: Sequence[str], *relations: str | Prefetch) -> None:
    prefetch_related_objects(items, "scale", "region", *relations)
    hold_terms(items, terms)
