"""Lets what regions said of gaps go with a word of the vocabulary that is deleted.

A word that goes up in another took its marks along before: see `monitor.gaps.merged_terms`.
"""

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete

from monitor.actions.unmark import forget as forget_mark
from monitor.coverage.axes import AXES_BY_NAME
from monitor.models import GapMark
from search.labels import term_models


def connect() -> None:
    """Called once, from `apps.py`."""
    for facet, model in term_models().items():
        if facet in AXES_BY_NAME:
            post_delete.connect(forget, sender=model, dispatch_uid=f"monitor.deleted_{facet}")


def forget(instance: Any, **kwargs: Any) -> None:
    """Delete the marks of cells that are not there any more: nobody could take them back."""
    facet, key = instance.parameter, instance.key
    about = Q(first_facet=facet, first_term=key) | Q(second_facet=facet, second_term=key)
    for mark in GapMark.objects.filter(about).select_related("region"):
        forget_mark(mark)
