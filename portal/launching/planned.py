"""What the files want a row of the database to be."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from portal.launching.record import Localised, Record

#: Distance between the order numbers of terms, so that a curator can put one in between.
ORDER_STEP = 10


@dataclass
class Planned:
    """The values of one row, in a form that JSON can hold and that can be compared.

    A foreign key is the `ref` of what it points to, a many-to-many relation a sorted list of
    refs, child rows are a list of their values, a StreamField its blocks without their ids.
    """

    kind: str
    ref: str
    file: str
    line: int
    values: dict[str, Any] = field(default_factory=dict)
    #: Only for a page: its type, and the page under which it is made.
    page_type: str = ""
    parent: str = ""
    #: Only for a picture: its file, and what it shows in words.
    path: Path = field(default_factory=Path)
    words: str = ""


def plan(kind: str, record: Record, /, **values: Any) -> Planned:
    """A planned row for a record; its ref is the record's id."""
    return Planned(kind, record.id, record.raw.file, record.raw.line, values)


def both(name: str, text: Localised) -> dict[str, str]:
    """A text in both languages as the field and its English companion."""
    return {name: text.nl, f"{name}_en": text.en}


def refs(values: Iterable[str]) -> list[str]:
    """References of a relation without an order."""
    return sorted(set(values))


def sources_of(record: Record) -> list[dict[str, str]]:
    """Where a record comes from: `doc` and `at` of every source."""
    found = []
    for number, entry in enumerate(record.mappings("source"), start=1):
        place = f"source[{number}]"
        doc, at = entry.get("doc"), entry.get("at")
        if not isinstance(doc, str) or not isinstance(at, str):
            record.fault(place, "must name the document (doc) and the place in it (at)")
            continue
        if record.catalogue.records["source"]:
            record.refer(f"{place}.doc", "source", doc)
        found.append({"doc": doc, "at": at})
    if not found:
        record.fault("source", "is missing: say where this comes from")
    return found


def titled_sources(record: Record) -> list[dict[str, str]]:
    """Like `sources_of`, with the titles of the documents, so that a page can name them."""
    found = sources_of(record)
    for entry in found:
        document = record.catalogue.record("source", entry["doc"])
        title = document.data.get("title") if document else None
        if isinstance(title, dict):
            entry["title"] = str(title.get("nl", ""))
            entry["title_en"] = str(title.get("en", ""))
    return found
