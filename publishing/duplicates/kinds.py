"""The kinds of item of which doubles are found; each room that has one registers it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from publishing.duplicates.signs import Sign
from publishing.models.publication import Publication


@dataclass(frozen=True)
class Further:
    """Another item of the same kind that is probably the same, found in a way of its own."""

    pk: int
    score: float
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Kind:
    """How to read one kind of item, and which other kinds may be close relatives of it.

    ``place`` names the fields that together say where, ``day`` the field with the first day,
    ``belongs_to`` the relation to what it is a part of. ``has_parties`` is whether it has an
    owner and organisations that take part. ``relatives`` are other kinds worth showing beside
    it, which never count as the same; ``links`` says by kind through which field it can be made
    a part of another item. ``further`` finds by the key of an item what only its room can see,
    beside what is found for every kind; ``facts`` gives, by key, what else a manager must know to
    judge.
    """

    model: type[Publication]
    place: tuple[str, ...] = ()
    day: str = ""
    belongs_to: str = ""
    has_parties: bool = True
    relatives: frozenset[str] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)
    further: Callable[[int], Iterable[Further]] | None = None
    facts: Callable[[Collection[int]], Mapping[int, str]] | None = None

    @property
    def name(self) -> str:
        return self.model.kind

    @property
    def relations(self) -> tuple[str, ...]:
        """The collections that a description reads."""
        parties = ("organisations",) if self.has_parties else ()
        return ("provinces", "target_groups", "action_lines", *parties)


_registry: dict[str, Kind] = {}


def register_kind(model: type[Publication], *, relatives: Iterable[str] = (), **how: Any) -> None:
    """Find doubles of this kind; ``how`` are the further fields of `Kind`."""
    _registry[model.kind] = Kind(model, relatives=frozenset(relatives), **how)


def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order in which they were registered."""
    return tuple(_registry.values())


def kind_called(name: str) -> Kind | None:
    """The kind with this name ("offer"), when there is one."""
    return _registry.get(name)


def kind_of(model: type[Any]) -> Kind | None:
    """The kind of a model, when doubles of it are found."""
    return next((kind for kind in _registry.values() if kind.model is model), None)
