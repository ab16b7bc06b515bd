"""Lets what regions said of gaps follow a word of the vocabulary that went up in another."""

from typing import Any

from django.db import models

from monitor.actions.unmark import forget
from monitor.models import GapMark
from publishing.signals import terms_merged


def connect() -> None:
    """Called once, from `apps.py`."""
    terms_merged.connect(follow, dispatch_uid="monitor.merged_terms")


def follow(sender: type[models.Model], term: Any, into: Any, **kwargs: Any) -> None:
    """Put marks about `term` under `into`; what a region said of that gap already stays."""
    facet = term.parameter
    for side in ("first", "second"):
        about = {f"{side}_facet": facet, f"{side}_term": term.key}
        for mark in GapMark.objects.filter(**about):
            setattr(mark, f"{side}_term", into.key)
            others = GapMark.objects.filter(region=mark.region_id).exclude(pk=mark.pk)
            (one, other) = mark.cell.items()
            if others.about(one, other).exists():
                forget(mark)
            else:
                mark.save(update_fields=[f"{side}_term"])
