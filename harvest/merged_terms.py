"""Lets what categories of feeds stand for follow a word of the vocabulary that went up in another."""

from typing import Any

from django.db import models

from harvest.models import Source, SourceMapping
from publishing.signals import terms_merged


def connect() -> None:
    """Called once, from `apps.py`."""
    terms_merged.connect(follow, dispatch_uid="harvest.merged_terms")


def follow(sender: type[models.Model], term: Any, into: Any, **kwargs: Any) -> None:
    """Point the mappings of `term` at `into`; one that does so already is enough."""
    relations = [field.name for field in Source._meta.get_fields() if field.related_model is sender]
    for mapping in SourceMapping.objects.filter(relation__in=relations, term=term.ref):
        others = SourceMapping.objects.filter(
            source=mapping.source, category=mapping.category, relation=mapping.relation
        )
        if others.filter(term=into.ref).exists():
            mapping.delete()
        else:
            mapping.term = into.ref
            mapping.save(update_fields=["term"])
