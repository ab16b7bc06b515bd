"""Hears of every change of an item of which doubles are found.

Profiles are made after the transaction that changed an item, so that nobody who saves waits or
fails because of them. What that misses is made up by `manage.py run_due`.
"""

import logging
from collections.abc import Collection
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from publishing.duplicates.indexing import forget, reindex
from publishing.duplicates.kinds import Kind, kind_called, kind_of
from publishing.duplicates.suspecting import forget_suspicions
from publishing.duplicates.verdicts import forget_verdicts
from publishing.postponed import Postponed

logger = logging.getLogger(__name__)

_postponed = Postponed()
#: Within it no profiles are made anew; the keys of the items they are due for come into the set.
#: For whoever stores many items of one kind in one transaction, and says so at its end with
#: `refresh_after_commit`.
later = _postponed.until_later


def refresh_after_commit(name: str, keys: Collection[int]) -> None:
    """Make the profiles of these items of a kind anew once they are stored."""
    kind = kind_called(name)
    if keys and kind is not None:
        # Whatever goes wrong here, whoever saved has saved.
        transaction.on_commit(_Refresh(kind, keys), robust=True)


def connect() -> None:
    """Once, when the program starts."""
    post_save.connect(_saved, dispatch_uid="duplicates.saved")
    post_delete.connect(_deleted, dispatch_uid="duplicates.deleted")
    m2m_changed.connect(_relation_changed, dispatch_uid="duplicates.relation_changed")


def _saved(sender: type[Model], instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    kind = kind_of(sender)
    if kind is not None and not raw:
        _after_commit(kind, instance.pk)


def _relation_changed(sender: type[Model], instance: Any, action: str, **_kwargs: Any) -> None:
    kind = kind_of(type(instance))
    if kind is not None and action.startswith("post_"):
        _after_commit(kind, instance.pk)


def _deleted(sender: type[Model], instance: Any, **_kwargs: Any) -> None:
    if kind := kind_of(sender):
        forget(kind.name, [instance.pk])
        forget_verdicts(kind.name, [instance.pk])
        forget_suspicions(kind.name, [instance.pk])


class _Refresh:
    """Items to make anew; several changes of one in one transaction are one."""

    def __init__(self, kind: Kind, keys: Collection[int]) -> None:
        self.kind, self.keys = kind, frozenset(keys)

    def __call__(self) -> None:
        try:
            reindex(self.kind, self.keys)
        except DatabaseError:
            # The items themselves are safe; a later run of what is due makes up for this.
            logger.warning("Doubles: %s %s not renewed", self.kind.name, self.keys, exc_info=True)


def _after_commit(kind: Kind, pk: int) -> None:
    if _postponed.noted([pk]):
        return
    waiting = [entry[1] for entry in transaction.get_connection().run_on_commit[-20:]]
    if not any(_is_about(job, kind, pk) for job in waiting):
        refresh_after_commit(kind.name, [pk])


def _is_about(job: Any, kind: Kind, pk: int) -> bool:
    return isinstance(job, _Refresh) and job.kind == kind and pk in job.keys
