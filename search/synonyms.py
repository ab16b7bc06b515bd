"""The synonyms that curators keep, ready to widen a question at the moment it is asked.

Nothing of them is in the index: a change works for every process with its next request
(``search/stamp.py``).
"""

from dataclasses import dataclass
from typing import Any

from django.db.models.signals import post_delete, post_save

from search.models import SynonymSet, VocabularyVersion
from search.stamp import current_stamp, kept_while_unchanged


@dataclass(frozen=True)
class SynonymGroup:
    """Words for about the same thing, the curators' own term first.

    ``terms`` are plain texts as written: the term, what it is in English, then the
    synonyms. Each may have several words.
    """

    terms: tuple[str, ...]


def connect() -> None:
    """Once, when the program starts."""
    post_save.connect(_changed, sender=SynonymSet, dispatch_uid="search.synonyms_saved")
    post_delete.connect(_changed, sender=SynonymSet, dispatch_uid="search.synonyms_deleted")


@kept_while_unchanged
def synonym_groups() -> tuple[SynonymGroup, ...]:
    """All groups in use, always in the same order."""
    return _read()


def synonym_stamp() -> str:
    """Differs after every change of a set, and sometimes without; empty before the first.

    What is computed from the groups may be kept under it, unless it is empty.
    """
    return current_stamp()


def _read() -> tuple[SynonymGroup, ...]:
    groups = (SynonymGroup(tuple(row.words())) for row in SynonymSet.objects.filter(active=True))
    return tuple(group for group in groups if len(group.terms) > 1)


def _changed(**_signal: Any) -> None:
    VocabularyVersion.renew()
