"""Reads a set of judged queries: what somebody types, and what should then be found.

A file is a JSON list of entries:

    {"id": "sme-01", "q": "scholing personeel", "lang": "nl", "group": "sme",
     "filters": {"province": ["NL-FL"], "national": "0"},
     "relevant": {"initiative:ict-tribe": 3, "codam": 1},
     "must_top3": ["initiative:ict-tribe"]}

``filters`` are address parameters with one value or a list of them; together with
``must_top3`` it may be left out. Items are named ``kind:ref``, or by their ref alone
when only one kind has it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from django.http import QueryDict

from search.analysis import LANGUAGES
from search.document import SearchDocument

GRADES = (1, 2, 3)
# A judge asks for a first page; which one is not theirs to say.
RESERVED = ("q", "page", "per_page", "format")
REQUIRED = ("id", "q", "lang", "group", "relevant")
OPTIONAL = ("filters", "must_top3")
FAULTS_SHOWN = 20


class JudgedFileError(Exception):
    """The file is not of the form above; says which entry and which field."""


@dataclass(frozen=True)
class JudgedQuery:
    """One question with what a judge thinks of the answers; items not named are worth nothing."""

    id: str
    text: str
    language: str
    group: str
    filters: Mapping[str, tuple[str, ...]]
    relevant: Mapping[str, int]
    must_top3: tuple[str, ...] = ()

    def address(self, per_page: int) -> QueryDict:
        """The question as a page would get it."""
        data = QueryDict(mutable=True)
        data["q"] = self.text
        for name, values in self.filters.items():
            data.setlist(name, list(values))
        data["per_page"] = str(per_page)
        return data

    def resolved(self, names: "ItemNames") -> Self:
        """With every item under its full name, and without those that do not exist."""
        graded = {
            key: grade
            for ref, grade in self.relevant.items()
            if (key := names.key(ref)) is not None
        }
        must = tuple(key for ref in self.must_top3 if (key := names.key(ref)) is not None)
        return replace(self, relevant=graded, must_top3=must)

    def unknown(self, names: "ItemNames") -> list[str]:
        """The items it names that do not exist, or of which it is not clear which is meant."""
        refs = dict.fromkeys([*self.relevant, *self.must_top3])
        return [ref for ref in refs if names.key(ref) is None]


def item_key(document: SearchDocument) -> str:
    """The name of an item in these files, the same on every installation."""
    return f"{document.kind}:{document.ref or document.pk}"


class ItemNames:
    """Finds items by ``kind:ref``, or by a ref that only one kind has."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = set(keys)
        by_ref: dict[str, set[str]] = {}
        for key in self._keys:
            by_ref.setdefault(key.partition(":")[2], set()).add(key)
        self._alone = {ref: next(iter(found)) for ref, found in by_ref.items() if len(found) == 1}

    def key(self, ref: str) -> str | None:
        return ref if ref in self._keys else self._alone.get(ref)


def read(path: Path) -> list[JudgedQuery]:
    """The queries of a file; raises JudgedFileError when it is not of this form."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as fault:
        raise JudgedFileError(f"{path} cannot be read: {fault.strerror}") from fault
    except ValueError as fault:
        raise JudgedFileError(f"{path} is not JSON: {fault}") from fault
    if not isinstance(content, list) or not content:
        raise JudgedFileError(f"{path} must hold a list of queries")
    faults = [fault for entry in _named(content) for fault in _faults(*entry)]
    faults += _doubles(content)
    if faults:
        more = len(faults) - FAULTS_SHOWN
        shown = faults[:FAULTS_SHOWN] + ([f"and {more} more"] if more > 0 else [])
        raise JudgedFileError("\n".join([f"{path} is not a set of judged queries:", *shown]))
    return [_query(entry) for entry in content]


def _named(content: list[Any]) -> Iterator[tuple[str, Any]]:
    for number, entry in enumerate(content, start=1):
        name = entry.get("id") if isinstance(entry, dict) else None
        yield (f"entry {number} ({name})" if isinstance(name, str) else f"entry {number}"), entry


def _faults(name: str, entry: Any) -> Iterator[str]:
    """What is wrong with one entry, each with the field it is in."""
    if not isinstance(entry, dict):
        yield f"{name}: must be an object with the fields {', '.join(REQUIRED)}"
        return
    for field in REQUIRED:
        if field not in entry:
            yield f"{name}: {field} is missing"
    for field in entry:
        if field not in (*REQUIRED, *OPTIONAL):
            yield f"{name}: {field} is not a field of a judged query"
    for field in ("id", "group"):
        if field in entry and not (isinstance(entry[field], str) and entry[field]):
            yield f"{name}: {field} must be a text that is not empty"
    if not isinstance(entry.get("q", ""), str):
        yield f"{name}: q must be a text"
    if entry.get("lang", LANGUAGES[0]) not in LANGUAGES:
        yield f"{name}: lang must be one of {', '.join(LANGUAGES)}"
    yield from _filter_faults(name, entry.get("filters", {}))
    yield from _relevance_faults(name, entry.get("relevant", {}), entry.get("must_top3", []))


def _filter_faults(name: str, filters: Any) -> Iterator[str]:
    if not isinstance(filters, dict):
        yield f"{name}: filters must be an object of parameters with their values"
        return
    for parameter, value in filters.items():
        if parameter in RESERVED:
            yield f"{name}: filters.{parameter} is not a filter"
        values = value if isinstance(value, list) else [value]
        # A bool is a kind of int in Python, but no value of an address.
        if not all(isinstance(one, str | int) and not isinstance(one, bool) for one in values):
            yield f"{name}: filters.{parameter} must be a text or a list of texts"


def _relevance_faults(name: str, relevant: Any, must: Any) -> Iterator[str]:
    if not isinstance(relevant, dict):
        yield f"{name}: relevant must be an object of items with their grades"
        return
    for ref, grade in relevant.items():
        if isinstance(grade, bool) or grade not in GRADES:
            yield f"{name}: relevant.{ref} must be 1, 2 or 3"
    if not isinstance(must, list) or not all(isinstance(ref, str) for ref in must):
        yield f"{name}: must_top3 must be a list of items"


def _doubles(content: list[Any]) -> list[str]:
    names = [str(entry.get("id")) for entry in content if isinstance(entry, dict)]
    return [
        f"the id {name} is used more than once"
        for name in sorted({*names})
        if names.count(name) > 1
    ]


def _query(entry: dict[str, Any]) -> JudgedQuery:
    filters = {
        name: tuple(str(one) for one in (value if isinstance(value, list) else [value]))
        for name, value in entry.get("filters", {}).items()
    }
    return JudgedQuery(
        id=entry["id"],
        text=entry["q"],
        language=entry["lang"],
        group=entry["group"],
        filters=filters,
        relevant=entry["relevant"],
        must_top3=tuple(entry.get("must_top3", [])),
    )
