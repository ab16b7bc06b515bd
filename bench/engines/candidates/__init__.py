"""What is compared: each candidate in a module of its own, made there by `make(place)`."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from bench.engines.answer import Answer
from bench.engines.questions import Asked
from search.document import SearchDocument


@dataclass(frozen=True)
class Place:
    """Where a candidate keeps its data, and the server it uses, if it is one of those."""

    folder: Path
    address: str = ""


class Candidate(Protocol):
    """One way to answer the questions."""

    def build(self, documents: Iterable[SearchDocument], count: int) -> None:
        """Make everything anew out of these documents."""

    def size(self) -> int:
        """What it keeps on disk, in bytes."""

    def forget(self) -> None:
        """Drop answers that are kept, so that the same questions can be asked again."""

    def ask(self, asked: Asked) -> Answer:
        """One page."""

    def edit(self, changed: SearchDocument) -> None:
        """Replace the document with the same id, durably."""

    def drop(self) -> None:
        """Remove what is not in the folder."""


def make(name: str, place: Place) -> Candidate:
    candidate: Candidate = import_module(f"bench.engines.candidates.{name}").make(place)
    return candidate
