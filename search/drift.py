"""Compares the index with the database and names every difference."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.catalogue import all_documents
from search.document import SearchDocument
from search.engines import SearchEngine
from search.engines.base import Progress


@dataclass(frozen=True)
class Difference:
    """One document that is not in the index as it should be."""

    document_id: str
    problem: str

    def __str__(self) -> str:
        return f"{self.document_id}: {self.problem}"


def differences(engine: SearchEngine, progress: Progress | None = None) -> Iterator[Difference]:
    """What the index has too much, too little or otherwise than the database."""
    indexed = {document.id: document.digest() for document in engine.documents()}
    changed: dict[str, SearchDocument] = {}
    broken: list[Difference] = []

    def note_broken(kind: str, key: int, fault: Exception) -> None:
        indexed.pop(f"{kind}:{key}", None)
        broken.append(Difference(f"{kind}:{key}", f"cannot be made into a document: {fault!r}"))

    for number, document in enumerate(all_documents(note_broken), start=1):
        digest = indexed.pop(document.id, None)
        if digest is None:
            yield Difference(document.id, "is live but not in the index")
        elif digest != document.digest():
            changed[document.id] = document
        if progress and number % 500 == 0:
            progress(number)
    yield from broken
    # Only documents that differ are kept, so a large index needs little memory.
    for document in engine.documents():
        if live := changed.get(document.id):
            yield Difference(document.id, f"differs in {', '.join(_fields(document, live))}")
    for document_id in indexed:
        yield Difference(document_id, "is in the index but not live")


def _fields(indexed: SearchDocument, live: SearchDocument) -> list[str]:
    names = SearchDocument.__dataclass_fields__
    return [name for name in names if getattr(indexed, name) != getattr(live, name)]
