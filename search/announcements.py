"""Tells rooms above this one what the index holds now, in the order in which it changed.

Both signals are sent under the lock of the drain (``SearchEngine.exclusive``). Whoever listens
must not mind hearing the same again: after a fault it is told anew.
"""

import logging
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import OperationalError
from django.dispatch import Signal

from search.document import SearchDocument

logger = logging.getLogger(__name__)

BATCH = 1000

#: The index has taken these in: ``documents`` (a list), and out: ``removed`` (a list of ids such
#: as "offer:12"). Of a rebuild the documents come in several portions.
documents_indexed = Signal()
#: A rebuild has ended. ``present`` (kind: set of keys) is all there is; whatever else is gone.
index_rebuilt = Signal()


class Passing:
    """Documents on their way into a new index, told of in portions while they pass.

    Never raises for a receiver: its first fault is kept in ``fault``, and the index is built.
    """

    def __init__(self, documents: Iterable[SearchDocument]) -> None:
        self._documents = iter(documents)
        self.present: dict[str, set[int]] = {}
        self.fault: Exception | None = None

    def __iter__(self) -> Iterator[SearchDocument]:
        while portion := list(islice(self._documents, BATCH)):
            for document in portion:
                self.present.setdefault(document.kind, set()).add(document.pk)
            try:
                _tell(portion, [])
            except Exception as fault:
                logger.exception("What is in the new index was not taken further")
                self.fault = self.fault or fault
            yield from portion

    def finish(self) -> None:
        """Tell that everything else is gone. Raises what a receiver raised, now or before."""
        if self.fault is None:
            index_rebuilt.send(sender=Passing, present=self.present)
            return
        raise self.fault


def announce(documents: list[SearchDocument], removed: list[str]) -> dict[str, Exception]:
    """Tell of changes; returns the faults of receivers by document id.

    When together they make a receiver fail, each is told of by itself, so that one that cannot
    be taken does not keep the others from it. Raises OperationalError when the database is away.
    """
    try:
        _tell(documents, removed)
    except OperationalError:
        raise
    except Exception:
        logger.exception("Changes of the index were not taken further; each is told of by itself")
        return dict(_one_by_one(documents, removed))
    return {}


def _one_by_one(
    documents: list[SearchDocument], removed: list[str]
) -> Iterator[tuple[str, Exception]]:
    each: list[tuple[list[SearchDocument], list[str]]] = [
        *(([document], []) for document in documents),
        *(([], [gone]) for gone in removed),
    ]
    for alone, gone in each:
        try:
            _tell(alone, gone)
        except OperationalError:
            raise
        except Exception as fault:
            told_of = alone[0].id if alone else gone[0]
            logger.exception("%s is as the index has it, and was not taken further", told_of)
            yield told_of, fault


def _tell(documents: list[SearchDocument], removed: list[str]) -> None:
    documents_indexed.send(sender=Passing, documents=documents, removed=removed)
