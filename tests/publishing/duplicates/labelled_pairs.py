"""Reads the labelled pairs, and measures the engine on them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from publishing.duplicates.comparing import compare
from publishing.duplicates.description import Description
from publishing.duplicates.relations import Relation

FOLDER = Path(__file__).parent / "pairs"
_KINDS = {
    "organisations": "organisation",
    "initiatives": "initiative",
    "offers": "offer",
    "practices": "practice",
    "events": "event",
}


@dataclass(frozen=True)
class LabelledPair:
    """Two descriptions and what a person says of them."""

    relation: Relation
    why: str
    one: Description
    other: Description

    def __str__(self) -> str:
        return f"{self.one.titles[0]} / {self.other.titles[0]} ({self.why})"


@dataclass(frozen=True)
class Point:
    """How good "same" is when it is said from one score on."""

    threshold: float
    precision: float
    recall: float


def read_pairs(part: str) -> list[LabelledPair]:
    """The pairs of a part: "tuning" may be looked at to make the engine better, "testing" not."""
    return [
        LabelledPair(
            Relation(row["is"]),
            row["why"],
            _description(_KINDS[path.stem], row["one"]),
            _description(_KINDS[path.stem], row["two"]),
        )
        for path in sorted((FOLDER / part).glob("*.yaml"))
        for row in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def curve(pairs: Iterable[LabelledPair]) -> list[Point]:
    """Precision and recall of "same" for every score that makes a difference."""
    scored = [(compare(pair.one, pair.other).score, pair) for pair in pairs]
    thresholds = sorted({score for score, _pair in scored})
    return [_point(scored, threshold) for threshold in thresholds]


def at(pairs: Iterable[LabelledPair], threshold: float) -> Point:
    """Precision and recall of "same" from one score on."""
    return _point([(compare(pair.one, pair.other).score, pair) for pair in pairs], threshold)


def wrong(pairs: Iterable[LabelledPair]) -> Iterator[str]:
    """What the engine says otherwise than a person, a line each."""
    for pair in pairs:
        found = compare(pair.one, pair.other)
        if found.relation != pair.relation:
            signs = ", ".join(sign.signal.value for sign in found.signs)
            yield f"{pair.relation} as {found.relation} {found.score:.2f} {pair}: {signs}"


def _point(scored: list[tuple[float, LabelledPair]], threshold: float) -> Point:
    said = [pair for score, pair in scored if score >= threshold]
    right = sum(pair.relation == Relation.SAME for pair in said)
    there = sum(pair.relation == Relation.SAME for _score, pair in scored)
    return Point(threshold, right / len(said) if said else 1.0, right / there if there else 1.0)


def _description(kind: str, row: dict[str, Any]) -> Description:
    names = [row["title"], row.get("title_en", "")]
    day = row.get("day")
    return Description(
        kind=kind,
        titles=tuple(filter(None, names)),
        aliases=tuple(filter(None, [row.get("abbreviation", ""), *row.get("aliases", [])])),
        summary=row.get("summary", ""),
        owner=_number_of(row["owner"]) if "owner" in row else None,
        organisations=frozenset(_number_of(name) for name in row.get("taking_part", [])),
        website=row.get("website", ""),
        provinces=frozenset(row.get("provinces", [])),
        national=row.get("national", False),
        subjects=frozenset(row.get("subjects", [])),
        day=date.fromisoformat(day) if day else None,
    )


_numbers: dict[str, int] = {}


def _number_of(organisation: str) -> int:
    """A key for the name of an organisation, the same each time."""
    return _numbers.setdefault(organisation, len(_numbers) + 1)
