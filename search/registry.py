"""The models that can be found; each room that has one registers it.

This room knows the catalogue. Rooms above it, such as the editorial pages, call
``register`` when the program starts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

if TYPE_CHECKING:
    from search.document import SearchDocument
    from search.labels import Vocabulary


@dataclass(frozen=True)
class Source:
    """One kind of item: which rows are live, and what the index knows of each.

    ``live`` gives the rows that may be found. ``gather`` reads what ``build`` needs
    beside them, for many rows at once; ``build`` works without it too. ``title_field``
    is what the plain listing looks in when the search engine cannot answer.
    ``turns(first, last)`` gives the rows whose document of the day ``last`` differs from
    that of the day ``first`` although nobody changed them: what was over at the end of
    ``first`` or of a later day before ``last``, what has begun since, and what is confirmed no
    longer.
    """

    kind: str
    label: str | Promise
    plural: str | Promise
    model: type[Model]
    live: Callable[[], QuerySet[Any]]
    build: "Callable[[Any, Vocabulary], SearchDocument]"
    gather: Callable[[Sequence[Any]], None] = lambda rows: None
    title_field: str = "title"
    turns: Callable[[date, date], QuerySet[Any]] | None = None


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Makes a kind findable; the order of registration is the order of the kinds."""
    _sources[source.kind] = source


def sources() -> tuple[Source, ...]:
    return tuple(_sources.values())


def source(kind: str) -> Source | None:
    return _sources.get(kind)


def source_of(model: type[Model]) -> Source | None:
    """The source whose rows are of this model."""
    return next((known for known in _sources.values() if known.model is model), None)
