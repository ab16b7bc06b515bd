"""What can be harvested. Rooms above register how to read it, and what a record becomes here."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from harvest.records import Content, Reading, ReadRecord

if TYPE_CHECKING:
    from harvest.models import Record, Source

Words = str | Promise


@dataclass(frozen=True)
class ReadOptions:
    """How to read: the zone of times without one, the days that matter (both included), and a
    way to get further pages of the same site (raises ``harvest.http.FetchError``)."""

    zone: str = "Europe/Amsterdam"
    first: date | None = None
    last: date | None = None
    language: str = "nl"
    fetch: Callable[[str], Content] | None = None


@dataclass(frozen=True)
class Kept:
    """What became of a record: the row it has here, and whether anything was written.

    ``waits``: the item cannot be changed now, because a person locked it. The record must be
    offered again in the next run, whether or not it changes at the source. ``item_pk`` is None
    when it has no item, and gets none: a person deleted it here. ``is_shared``: it turned out to be
    an item that was here already.
    """

    item_pk: int | None
    is_new: bool = False
    is_changed: bool = False
    waits: bool = False
    is_shared: bool = False


@dataclass(frozen=True)
class Difference:
    """A field in which a person here said something else than the source says now."""

    field: str
    label: str
    here: str
    at_source: str


@dataclass(frozen=True)
class Alike:
    """Something that is here already and looks like a record. ``is_certain``: a strict rule says so."""

    title: str
    url: str
    reasons: tuple[str, ...]
    is_certain: bool = False
    item_pk: int | None = None


@dataclass(frozen=True)
class Shared:
    """An item that a record shares with another party, because it is the same. ``parties`` are all
    who tell it, ``reasons`` why it was recognised; ``by_hand``: a person said so."""

    record: "Record"
    title: str
    url: str
    parties: tuple[str, ...]
    reasons: tuple[str, ...]
    by_hand: bool = False
    may_take_apart: bool = False


@dataclass(frozen=True)
class Outlook:
    """What a record would become, for the trial run; ``facts`` are pairs of a label and words."""

    facts: tuple[tuple[str, str], ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    doubles: tuple[Alike, ...] = ()
    faults: tuple[str, ...] = ()


class Keeper(ABC):
    """Turns records into items of one kind, and keeps them right. Nothing here asks for a person:
    what may go live follows from the trust of the source."""

    #: As `Publication.kind`.
    item_kind: str

    def prepared(self, source: "Source") -> "Keeper":
        """A keeper for one run of one source, that reads what all records need only once.

        What it leaves for later is done by `settle`: to be called before the end of every
        transaction in which it kept something. Without a preparation every `keep` is whole.
        """
        return self

    def settle(self) -> None:
        """Finish what was kept since the last time, in the transaction in which it was kept."""
        return

    @abstractmethod
    def keep(self, source: "Source", record: "Record", read: ReadRecord) -> Kept:
        """Make or update the item of a record; called in a savepoint of its own.

        Several records may share one transaction, with `settle` at its end: that is what makes a
        first run of thousands fast. Fills in `taken`, `item_kind`, `item_pk` and `note` of the
        record; storing it, with `values` and `fingerprint`, is up to the caller. A field that a
        person changed here stays. Raises ``django.core.exceptions.ValidationError`` with
        sentences for the owner of the feed when it cannot be an item.
        """

    @abstractmethod
    def outlook(self, source: "Source", reads: Sequence[ReadRecord]) -> list[Outlook]:
        """What these would become, in the same order; stores nothing. The source may be unsaved."""

    @abstractmethod
    def retire(self, record: "Record", fate: str) -> None:
        """Do what a fate of `Record.State` asks of the item: past, missing, withdrawn."""

    @abstractmethod
    def differences(self, record: "Record") -> list[Difference]:
        """What a person here changed, and what the source says of it now."""

    @abstractmethod
    def take_over(self, record: "Record", field: str, *, user: Any) -> None:
        """Let a field follow the source again. Raises PermissionDenied."""

    @abstractmethod
    def shared(self, source: "Source", *, user: Any) -> list[Shared]:
        """The items that records of a source share with others; ``user`` is who will read it."""

    @abstractmethod
    def take_apart(self, record: "Record", *, user: Any) -> None:
        """Give a record an item of its own again. Raises PermissionDenied, ValidationError."""


@dataclass(frozen=True)
class Kind:
    """One way to give a calendar. ``read`` never raises. ``accept`` is for the request;
    ``obeys_robots`` for pages that were made for people; ``is_uploaded`` has no address."""

    slug: str
    label: Words
    explanation: Words
    read: Callable[[Content, ReadOptions], Reading]
    keeper: Keeper
    accept: str = "*/*"
    obeys_robots: bool = False
    is_uploaded: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; called from `apps.py` of the room that knows what its records mean."""
    _kinds[kind.slug] = kind


def kinds() -> list[Kind]:
    return list(_kinds.values())


def kind_called(slug: str) -> Kind:
    """Raises KeyError for a kind that no room registered."""
    return _kinds[slug]
