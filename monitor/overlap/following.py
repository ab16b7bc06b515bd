"""Hears when somebody says of two items that they are one, or takes that back: that is no overlap."""

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_delete, post_save

from monitor.models import OverlapProfile
from publishing.models import DuplicateVerdict


def connect() -> None:
    """Once, when the program starts."""
    post_save.connect(_said, sender=DuplicateVerdict, dispatch_uid="overlap.double_said")
    post_delete.connect(_said, sender=DuplicateVerdict, dispatch_uid="overlap.double_taken_back")


def _said(instance: DuplicateVerdict, **_kwargs: Any) -> None:
    """What runs when it is due compares the two again."""
    either = Q(kind=instance.first_kind, item_pk=instance.first_id) | Q(
        kind=instance.second_kind, item_pk=instance.second_id
    )
    OverlapProfile.objects.filter(either).update(compared_at=None)
