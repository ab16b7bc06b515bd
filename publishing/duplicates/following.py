"""Hears of every change of an item of which doubles are found.

Profiles are made after the transaction that changed an item, so that nobody who saves waits or
fails because of them. What that misses is made up by `manage.py run_due`.
"""

import logging
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from publishing.duplicates.indexing import forget, reindex
from publishing.duplicates.kinds import Kind, kind_of
from publishing.duplicates.suspecting import forget_suspicions
from publishing.duplicates.verdicts import forget_verdicts

logger = logging.getLogger(__name__)


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
    """One item to make anew; several changes of it in one transaction are one."""

    def __init__(self, kind: Kind, pk: int) -> None:
        self.kind, self.pk = kind, pk

    def __call__(self) -> None:
        try:
            reindex(self.kind, [self.pk])
        except DatabaseError:
            # The item itself is safe; a later run of what is due makes up for this.
            logger.warning("Doubles: %s %s not renewed", self.kind.name, self.pk, exc_info=True)


def _after_commit(kind: Kind, pk: int) -> None:
    connection = transaction.get_connection()
    waiting = [entry[1] for entry in connection.run_on_commit]
    if any(isinstance(job, _Refresh) and (job.kind, job.pk) == (kind, pk) for job in waiting[-20:]):
        return
    # Whatever goes wrong here, whoever saved has saved.
    transaction.on_commit(_Refresh(kind, pk), robust=True)
