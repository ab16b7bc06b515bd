"""The stamp that says whether what a process keeps of the vocabulary is still right.

Terms and synonyms change now and then and are needed by every request. A process keeps
them, and compares a stamp in the database: once per request, so that everything in one
page comes from one moment, and every time outside of a request.
"""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.core.signals import request_finished, request_started
from django.db.models.signals import post_save

from search.models import VocabularyVersion

Value = TypeVar("Value")

# One thread answers one request at a time.
_request = threading.local()


def connect() -> None:
    """Once, when the program starts."""
    request_started.connect(_begin, dispatch_uid="search.stamp_begin")
    request_finished.connect(_end, dispatch_uid="search.stamp_end")
    post_save.connect(_forget, sender=VocabularyVersion, dispatch_uid="search.stamp_forget")


class kept_while_unchanged(Generic[Value]):  # noqa: N801 - a decorator
    """Keeps what a function reads until the stamp is another one, for the whole process.

    Before anything was ever saved there is no stamp, and nothing is kept.
    """

    def __init__(self, read: Callable[[], Value]) -> None:
        self._read = read
        self._kept: tuple[str, Value] | None = None
        self.__doc__ = read.__doc__

    def __call__(self) -> Value:
        stamp = current_stamp()
        kept = self._kept
        if kept is None or kept[0] != stamp or not stamp:
            # Threads that come here at once read the same.
            self._kept = kept = (stamp, self._read())
        return kept[1]

    def forget(self) -> None:
        """What is read next is read anew."""
        self._kept = None


def current_stamp() -> str:
    """The stamp as this request knows it; empty when nothing was ever saved here."""
    known = getattr(_request, "stamp", None)
    if known is not None:
        return known
    stamp = VocabularyVersion.current()
    if getattr(_request, "is_open", False):
        _request.stamp = stamp
    return stamp


def _begin(**_signal: Any) -> None:
    _request.is_open, _request.stamp = True, None


def _end(**_signal: Any) -> None:
    _request.is_open, _request.stamp = False, None


def _forget(**_signal: Any) -> None:
    """A request that changes something sees its own change."""
    _request.stamp = None
